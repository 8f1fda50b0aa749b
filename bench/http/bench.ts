import { median } from '../measure.ts'
import { perSecond, table, times } from '../table.ts'
import { assertDecides, questions, startServers } from './subjects.ts'
import { byTurns, ratio } from './turns.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** All of it: the three servers by turns, then the service alone under more than it can take. */
export const runBench = async (_isWritten: boolean): Promise<void> => {
  const asked = await questions()
  const { subjects, children } = await startServers(asked, { environment: { PORT: '0' }, headers: {} })
  await assertDecides(subjects[0]!.aim, asked.none)
  await assertDecides(subjects[2]!.aim, asked.full)
  const turns = await byTurns(subjects)
  print(
    table([
      ['', 'a second', 'p50 ms', 'p99 ms', 'µs CPU each', 'busy'],
      ...Object.entries(turns).map(([name, of]) => [
        name,
        perSecond(median(of.rates)),
        median(of.p50s).toFixed(2),
        median(of.p99s).toFixed(2),
        median(of.costs).toFixed(0),
        median(of.busy).toFixed(2),
      ]),
    ]),
  )
  for (const trace of ['none', 'full'])
    print(
      [
        trace,
        ratio(turns, 'rates', `service-${trace}`, `bare-${trace}`),
        ratio(turns, 'p99s', `service-${trace}`, `bare-${trace}`),
        ratio(turns, 'costs', `bare-${trace}`, `service-${trace}`),
        ratio(turns, 'rates', `service-${trace}`, 'engine'),
      ]
        .map(x => (typeof x === 'number' ? times(x) : x))
        .join('  '),
    )
  for (const child of Object.values(children)) await child.stop()
}

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { perSecond, table } from './table.ts'

// `npm run bench caseload-files -- 400000`: the built command over the twelve tables of the SSDA903 of a sample council, CSV in and
// CSV out, all eight questions: with one worker and two, with what is missing, and with readings; then how the time grows with the
// rows. Without a number it is 100,000 children. Times are those of the whole command, its start and the rules included.

const children = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'bench-caseload-'))
/** Writes down, as the process ends, what it used of processor and memory. */
const usage = `data:text/javascript,${encodeURIComponent(`import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage())))`)}`

interface Run {
  readonly seconds: number
  readonly processorSeconds: number
  readonly megabytes: number
  readonly outMegabytes: number
}

const makeCouncil = (name: string, count: number): readonly string[] => {
  const at = join(folder, name)
  const words = ['scripts/sample-council.mjs', at, '--children', String(count), '--formats', 'ssda903-csv']
  const made = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  const tables = join(at, 'ssda903-csv')
  return readdirSync(tables).map(file => join(tables, file))
}

const linesIn = (file: string): number => {
  let count = 0
  for (const byte of readFileSync(file)) if (byte === 10) count += 1
  return count - 1
}

const run = (files: readonly string[], words: readonly string[]): Run => {
  const out = join(folder, 'answers.csv')
  const usageFile = join(folder, 'usage.json')
  const asked = ['--decision', 'all', '--authority', 'luton', '--as-of', '2026-11-22', '--own', '--id', 'CHILD']
  const command = ['--import', usage, 'packages/cli/bin/virtual-school.js', 'caseload', ...files, ...asked]
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [...command, '--allow-refused', '--out', out, ...words], {
    encoding: 'utf8',
    env: { ...process.env, BENCH_USAGE: usageFile },
  })
  const seconds = (performance.now() - began) / 1_000
  if (status !== 0) throw new Error(stderr)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage
  return {
    seconds,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1_024,
    outMegabytes: statSync(out).size / 1e6,
  }
}

const cellsOf = (name: string, count: number, { seconds, processorSeconds, megabytes, outMegabytes }: Run) => [
  name,
  seconds.toFixed(1),
  processorSeconds.toFixed(1),
  perSecond((count * 8) / seconds),
  megabytes.toFixed(0),
  outMegabytes.toFixed(0),
]
const print = (text: string): void => void process.stdout.write(`${text}\n`)

try {
  const files = makeCouncil('council', children)
  const rows = files.reduce((sum, file) => sum + linesIn(file), 0)
  print(
    `Node ${process.version}, ${availableParallelism()} CPUs. ${perSecond(children)} children, ${perSecond(rows)} rows.`,
  )
  const ways = [
    ['one worker', ['--workers', '1']],
    ['two workers', ['--workers', '2']],
    ['two workers, --missing', ['--workers', '2', '--missing']],
    ['two workers, --readings', ['--workers', '2', '--readings']],
  ] as const
  const found = ways.map(([name, words]) => {
    const one = run(files, words)
    // A long run says at once what it has found.
    print(cellsOf(name, children, one).join(', '))
    return [name, one] as const
  })
  const head = ['', 'seconds', 'of processors', 'answers/s', 'MB held at most', 'MB written']
  print(table([head, ...found.map(([name, one]) => cellsOf(name, children, one))]))
  print(`Two workers to one: ${(found[0]![1].seconds / found[1]![1].seconds).toFixed(2)}×.\n`)
  const growth = [10_000, 100_000].map(count => {
    const some = makeCouncil(`growth-${count}`, count)
    const rowsCount = some.reduce((sum, file) => sum + linesIn(file), 0)
    const { processorSeconds } = run(some, ['--workers', '1'])
    return { rowsCount, each: (processorSeconds / rowsCount) * 1e6 }
  })
  for (const { rowsCount, each } of growth)
    print(`${perSecond(rowsCount)} rows: ${each.toFixed(1)} µs of a processor a row.`)
  print(`Load average as it ended: ${loadavg()[0]!.toFixed(1)}.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

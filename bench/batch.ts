import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '../packages/rules/src/index.ts'
import type { DecisionRequest } from '../packages/rules/src/internal.ts'
import { drawChildren, fillings, forgetFacts } from './children.ts'
import { perSecond, table } from './table.ts'

// `npm run bench batch -- 40000`: the built `batch` over files of requests, CSV in and CSV out, by the rules in rules/ and those
// of Luton: of children of whom everything or half is known. Without a number it is 40,000 lines. Times are
// those of the whole command, its start and the rules included.

const linesCount = Number(process.argv[2] ?? 40_000)
const distinctCount = 2_000
const question = { decision: 'reduced-timetable', authority: 'luton', asOf: '2026-11-22' }
const folder = mkdtempSync(join(tmpdir(), 'bench-batch-'))
/** Writes down, as the process ends, what it used of processor and memory. */
const usage = `data:text/javascript,${encodeURIComponent(`import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage())))`)}`

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Requests as CSV, about these children again and again. */
const writeRequests = (
  name: string,
  children: readonly DecisionRequest['facts'][],
  decisionOf: (line: number) => string,
): string => {
  const facts = [...new Set(children.flatMap(one => Object.keys(one)))]
  const rows = children.map(one => facts.map(fact => one[fact] ?? '').join(','))
  const lines = Array.from(
    { length: linesCount },
    (_, i) => `${decisionOf(i)},${question.authority},${rows[i % rows.length]!}`,
  )
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `decision,authority,${facts.join(',')}\n${lines.join('\n')}\n`)
  return file
}

const run = (file: string, workers: number) => {
  const usageFile = join(folder, 'usage.json')
  const command = ['--import', usage, 'packages/cli/bin/virtual-school.js', 'batch', file, '--as-of', question.asOf]
  const began = performance.now()
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [...command, '--to', 'csv', '--allow-refused', '--workers', String(workers)],
    { encoding: 'utf8', env: { ...process.env, BENCH_USAGE: usageFile }, maxBuffer: 2 ** 30 },
  )
  const seconds = (performance.now() - began) / 1_000
  if (status !== 0) throw new Error(stderr)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage
  return { seconds, processorSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1_024, stdout }
}

try {
  const rules = await loadRules('rules', { whole: true })
  const whole = drawChildren(rules, question, distinctCount)
  const decisions = rules.decisions.map(one => one.id)
  print(`Node ${process.version}, ${availableParallelism()} CPUs. ${perSecond(linesCount)} lines, CSV to CSV.`)
  const head = ['', 'seconds', 'of processors', 'lines/s', 'MB held at most']
  const known = Object.entries(fillings).filter(([, share]) => share >= 50)
  const rows = known.flatMap(([name, share]) => {
    const children = forgetFacts(whole, share)
    const files = [
      [question.decision, writeRequests('one', children, () => question.decision)],
      ['all questions', writeRequests('all', children, i => decisions[i % decisions.length]!)],
    ] as const
    return files.flatMap(([asked, file]) =>
      [1, 2].map(workers => {
        const { seconds, processorSeconds, megabytes } = run(file, workers)
        return [
          `${asked}, ${name}, ${workers} worker${workers === 1 ? '' : 's'}`,
          seconds.toFixed(1),
          processorSeconds.toFixed(1),
          perSecond(linesCount / seconds),
          megabytes.toFixed(0),
        ]
      }),
    )
  })
  print(table([head, ...rows]))
  print(`Load average as it ended: ${loadavg()[0]!.toFixed(1)}.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

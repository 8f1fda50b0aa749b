import type { Checked, Rules } from '@virtual-school/rules'
import type { Command } from 'commander'
import { headingsOf } from '../batch/csv-in.ts'
import { type Input, notationOf, openInput, unreadable } from '../batch/input.ts'
import { type Job, type Notation, notations } from '../batch/job.ts'
import type { Line } from '../batch/lines.ts'
import { runBatch } from '../batch/run-batch.ts'
import { tallyText } from '../batch/tally.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { type Engine, engineOption, example, numberOption, rulesOption, wordOption } from '../options.ts'
import { refuse } from '../refuse.ts'
import { directoryOf, openRules } from '../rules-of.ts'
import { remark, type Terminal } from '../terminal.ts'
import { todayIn } from '../today.ts'

interface BatchOptions {
  readonly from?: Notation
  readonly to: Notation
  readonly workers: number
  readonly engine: Engine
  readonly decision?: string
  readonly authority?: string
  readonly asOf?: string
  readonly rules?: string
}

/** Adds `batch`: requests in, a result a line out in the same order, however many there are. */
export const addBatch = (program: Command, { terminal, finish }: Context): void => {
  program
    .command('batch')
    .description('answer a file of requests, NDJSON or CSV, one result a line')
    .argument('[file]', 'the file; - or absent: stdin', '-')
    .addOption(
      wordOption('--from <notation>', 'how the input is written; absent: by its name, or its first line', notations),
    )
    .addOption(wordOption('--to <notation>', 'how results are written', notations).default('ndjson'))
    .addOption(numberOption('--workers <n>', 'threads to share the work among', 1, 64).default(1))
    .option('--decision <decision>', 'the question, where a line names none')
    .option('--authority <authority>', 'whose rules, where a line names none')
    .option('--as-of <date>', 'the day whose law applies, where a line names none; absent: today in England')
    .addOption(engineOption())
    .addOption(rulesOption())
    .addHelpText(
      'after',
      `${example('virtual-school batch children.csv --decision remit --authority luton --to csv > answers.csv')}${csvHelp}`,
    )
    .action(async (file: string, options: BatchOptions) => finish(await batch(file, options, terminal)))
}

const csvHelp = `
CSV has a first line that names its columns: decision, authority, asOf and facts.
An empty cell was not asked; null or unknown was asked and is not known.
`

const batch = async (file: string, options: BatchOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(options.rules, terminal)
  if (!opened.ok) return refuse(terminal, opened.issues, 'text')
  const defaults = defaultsOf(opened.value, options, terminal)
  if (!defaults.ok) return refuse(terminal, defaults.issues, 'text')
  const input = await openInput(file, terminal)
  const first = await firstLines(input)
  const from = notationOf(options.from, file, first[0])
  const headings = headingsIn(opened.value, from, first)
  if (!headings.ok)
    return refuse(
      terminal,
      headings.issues.map(issue => ({ ...issue, ...(file === '-' ? {} : { file }), line: first[0]!.number })),
      'text',
    )
  const job: Job = {
    rulesDirectory: directoryOf(options.rules, terminal),
    engine: options.engine,
    defaults: defaults.value,
    from,
    headings: headings.value,
    to: options.to,
  }
  const tally = await runBatch(
    opened.value,
    job,
    { ...input, first: from === 'csv' ? first.slice(1) : first },
    options.workers,
    terminal,
  )
  if (input.state.isUnreadable) return refuse(terminal, [unreadable(file)], 'text')
  await remark(terminal, tallyText(tally))
  return exitCodes.done
}

/** What lines may leave out, tried once here, so that a slip in it is not repeated on every line. */
const defaultsOf = (
  rules: Rules,
  { decision, authority, asOf }: BatchOptions,
  terminal: Terminal,
): Checked<Job['defaults']> => {
  const given = { asOf: asOf ?? todayIn(terminal.now()), ...(authority === undefined ? {} : { authority }) }
  const tried = rules.evaluate({
    decision: decision ?? rules.decisions[0]?.id ?? '',
    ...given,
    trace: 'none',
    facts: {},
  })
  if ('issues' in tried) return { ok: false, issues: tried.issues }
  return { ok: true, value: { ...given, ...(decision === undefined ? {} : { decision }) } }
}

const firstLines = async ({ lines }: Input): Promise<readonly Line[]> => {
  const first = await lines.next()
  return first.done ? [] : first.value
}

const headingsIn = (rules: Rules, from: Notation, [first]: readonly Line[]): Checked<readonly string[]> => {
  if (from === 'ndjson' || first === undefined) return { ok: true, value: [] }
  return 'issue' in first ? { ok: false, issues: [first.issue] } : headingsOf(rules, first.text)
}

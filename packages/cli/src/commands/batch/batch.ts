import type { Checked, CodeSet } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, refused } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { parseHeadings } from '../../requests/csv.ts'
import { parseFactSettings } from '../../requests/facts.ts'
import { chooseNotation, type Input, openInput, unreadable } from '../../requests/input.ts'
import type { InputLine } from '../../requests/lines.ts'
import { type Notation, notations } from '../../requests/read-requests.ts'
import { todayInEngland } from '../../requests/request.ts'
import { findCodes, isReturn, parseReturnHeadings, type Return, returns } from '../../requests/returns.ts'
import { chooseDirectory, openRules } from '../../rules/open-rules.ts'
import {
  type Engine,
  engineOption,
  example,
  numberOption,
  rulesOption,
  setOption,
  wordOption,
} from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, refuse, remark } from '../../terminal/terminal.ts'
import type { Job } from './job.ts'
import { runBatch } from './run-batch.ts'
import { isAnyRefused, renderTally } from './tally.ts'

interface BatchOptions {
  readonly from?: Notation | Return
  readonly to: Notation
  readonly workers: number
  readonly engine: Engine
  readonly decision?: string
  readonly authority?: string
  readonly asOf?: string
  readonly set?: readonly string[]
  readonly allowRefused?: true
  readonly rules?: string
}

/** Adds `batch`: requests in, a result a line out in the same order, however many there are. */
export const addBatch = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('batch')
    .description('answer a file of requests, NDJSON or CSV, or an extract of a national return, one result a line')
    .argument('[file]', 'the file; - or absent: stdin', '-')
    .addOption(
      wordOption('--from <notation>', 'how the input is written; absent: by its name, or its first line', [
        ...notations,
        ...returns,
      ]),
    )
    .addOption(wordOption('--to <notation>', 'how results are written', notations).default('ndjson'))
    .addOption(numberOption('--workers <n>', 'threads to share the work among', 1, 64).default(1))
    .option('--decision <decision>', 'the question, if a line names none')
    .option('--authority <authority>', 'whose rules, if a line names none')
    .option('--as-of <date>', 'the day whose law applies, if a line names none; absent: today in England')
    .addOption(setOption('one fact, if a line does not give it; may be repeated'))
    .option('--allow-refused', 'end with 0 although some lines were refused')
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

ssda903, cin and school-census are extracts of those returns as CSV, with their own columns, codes and dates
(day/month/year). The question is named with --decision. What a return does not tell stays unknown.
`

const batch = async (file: string, options: BatchOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(options.rules, terminal, { codes: isReturn(options.from) })
  if (!opened.ok) return refuse(terminal, opened.issues, 'text')
  const defaults = readDefaults(opened.value, options, terminal)
  if (!defaults.ok) return refuse(terminal, defaults.issues, 'text')
  const codes = codesFor(opened.value, options)
  if (!codes.ok) return refuse(terminal, codes.issues, 'text')
  const input = await openInput(file, terminal)
  const first = await firstLines(input)
  const from = isReturn(options.from) ? 'csv' : chooseNotation(options.from, file, first[0])
  const headings = headingsFor(opened.value, codes.value, from, first)
  if (!headings.ok)
    return refuse(
      terminal,
      headings.issues.map(issue => ({ ...issue, ...(file === '-' ? {} : { file }), line: first[0]!.number })),
      'text',
    )
  const job: Job = {
    rulesDirectory: chooseDirectory(options.rules, terminal),
    engine: options.engine,
    ...defaults.value,
    from,
    headings: headings.value,
    ...(codes.value === undefined ? {} : { codes: codes.value }),
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
  await remark(terminal, renderTally(tally))
  return isAnyRefused(tally) && options.allowRefused !== true ? exitCodes.failed : exitCodes.done
}

/** What lines may leave out, tried once here, so that a slip in it is not repeated on every line. */
const readDefaults = (
  rules: Rules,
  { decision, authority, asOf, set = [] }: BatchOptions,
  terminal: Terminal,
): Checked<Pick<Job, 'defaults' | 'facts'>> => {
  const given = { asOf: asOf ?? todayInEngland(terminal.now()), ...(authority === undefined ? {} : { authority }) }
  const { facts, issues } = parseFactSettings(rules, set)
  const tried = rules.evaluate({
    decision: decision ?? rules.decisions[0]?.id ?? '',
    ...given,
    trace: 'none',
    facts,
  })
  const all = [...issues, ...('issues' in tried ? tried.issues : [])]
  if (all.length > 0) return { ok: false, issues: all }
  return accepted({ defaults: { ...given, ...(decision === undefined ? {} : { decision }) }, facts })
}

const firstLines = async ({ lines }: Input): Promise<readonly InputLine[]> => {
  const first = await lines.next()
  return first.done ? [] : first.value
}

/** The codes of the return that is read, if it is one. Its rows name no question, so the command line must. */
const codesFor = (rules: Rules, { from, decision }: BatchOptions): Checked<CodeSet | undefined> => {
  if (!isReturn(from)) return accepted(undefined)
  if (decision !== undefined) return findCodes(rules, from)
  const message = `A return names no question. Name it with --decision: ${rules.decisions.map(one => one.id).join(', ')}.`
  return refused([{ code: 'missing-member', pointer: '', message }])
}

const headingsFor = (
  rules: Rules,
  codes: CodeSet | undefined,
  from: Notation,
  [first]: readonly InputLine[],
): Checked<readonly string[]> => {
  if (from === 'ndjson' || first === undefined) return accepted([])
  if ('issue' in first) return refused([first.issue])
  return codes === undefined ? parseHeadings(rules, first.text) : parseReturnHeadings(rules, codes, first.text)
}

import { realpath } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import {
  type AnswerForm,
  answerForms,
  type CaseloadQuestion,
  changesPath,
  gatherChildren,
  writeAnswers,
} from '@virtual-school/caseload'
import { type Checked, type Issue, isCivilDate } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, didYouMean, nearest, refused } from '@virtual-school/rules/internal'
import { type Command, Option } from 'commander'
import { parseFactSettings } from '../../requests/facts.ts'
import { childrenBar } from '../../requests/progress.ts'
import { todayInEngland } from '../../requests/request.ts'
import { selectionIssues } from '../../rules/names.ts'
import { chooseDirectory, openRules } from '../../rules/open-rules.ts'
import { example, numberOption, rulesOption, setOption } from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, refuse, remark } from '../../terminal/terminal.ts'
import { findFiles } from './given-files.ts'
import { type CaseloadThreads, openAnswerers, openReaders } from './pools.ts'
import { caseloadBySql } from './sql.ts'
import { renderSummary, renderWarnings } from './summary.ts'

interface CaseloadOptions {
  readonly decision: readonly string[]
  readonly authority?: string
  readonly asOf?: string
  readonly set?: readonly string[]
  readonly id?: string
  readonly out: string
  readonly own?: true
  readonly missing?: true
  readonly readings?: true
  readonly words?: true
  readonly watchUntil?: string
  readonly allowRefused?: true
  readonly workers: number
  readonly sql?: true
  readonly rules?: string
}

const collect = (word: string, before: readonly string[] = []): readonly string[] => [...before, word]

/** Adds `caseload`: the files of a council as they are in, a row a child and question out. */
export const addCaseload = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('caseload')
    .description('answer for every child in a council’s files: SSDA903, CIN census, school census, Annex A')
    .argument(
      '<files...>',
      'the files as they are: CSV, XML or a workbook (.xlsx), in any number; also a folder, or a pattern such as "*.csv"',
    )
    .addOption(
      new Option('--decision <decision>', 'a question; may be repeated; all: every question')
        .argParser(collect)
        .makeOptionMandatory(),
    )
    .option('--authority <authority>', 'whose rules; absent: national rules alone')
    .option('--as-of <date>', 'the day whose law applies, as 2026-11-22; absent: today in England')
    .requiredOption(
      '--out <file>',
      `where the answers go, by its ending: ${answerForms.map(one => `.${one}`).join(', ')}`,
    )
    .option(
      '--id <heading>',
      'put what the files call each child beside its answers, under this heading, such as CHILD',
    )
    .option('--own', 'the files are this council’s own: whom they call looked after is looked after by it')
    .option('--missing', 'add what is missing for the answer')
    .option('--readings', 'add readings, cautions and what was not weighed')
    .option('--words', 'add answers, deadlines and reasons in words; a workbook has them always')
    .option(
      '--watch-until <date>',
      'write the days on which an answer will change, up to this day, and why, into a file beside --out',
    )
    .addOption(setOption('one fact, of every child of whom the files do not tell it; may be repeated'))
    .option('--allow-refused', 'end with 0 although some children have no answer')
    .addOption(numberOption('--workers <n>', 'threads to share the work among', 1, 64).default(1))
    .option('--sql', 'the file is a table in our own notation, CSV or Parquet: id, and a column a fact; DuckDB answers')
    .addOption(rulesOption())
    .addHelpText(
      'after',
      `${example('virtual-school caseload header.csv episodes.csv reviews.csv --decision remit --decision personal-education-plan --authority luton --id CHILD --out answers.xlsx')}${help}`,
    )
    .action(async (files: readonly string[], options: CaseloadOptions) =>
      finish(await (options.sql ? caseloadBySql : caseload)(files, options, terminal)),
    )
}

const help = `
Rows about one child are put together by what the files call the child. What the files do not tell stays unknown.
Ends with 0: done, 1: some children have no answer, 2: refused; then nothing was written.
`

const caseload = async (given: readonly string[], options: CaseloadOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(options.rules, terminal, { codes: true })
  if (!opened.ok) return refuse(terminal, opened.issues, 'text')
  const rules = opened.value
  const asked = readQuestion(rules, options, terminal)
  if (!asked.ok) return refuse(terminal, asked.issues, 'text')
  const form = readForm(options.out)
  if (!form.ok) return refuse(terminal, form.issues, 'text')
  const outs = options.watchUntil === undefined ? [options.out] : [options.out, changesPath(options.out)]
  const found = await findFiles(given, outs)
  if (!found.ok) return refuse(terminal, found.issues, 'text')
  const files = found.value
  const over = await overInput(files, outs)
  if (over.length > 0) return refuse(terminal, over, 'text')
  const { workers } = options
  const { workerFile } = terminal
  const threads: CaseloadThreads = {
    rules,
    rulesDirectory: chooseDirectory(options.rules, terminal),
    workers,
    workerFile,
  }
  const readers = await openReaders(threads, files.length)
  const gathered = await gatherChildren(rules, files, name => basename(name), readers).finally(readers.close)
  if (gathered.issues.length > 0) return refuse(terminal, gathered.issues, 'text')
  if (gathered.rows.childrenCount === 0) return refuse(terminal, [...gathered.warnings, nobody], 'text')
  await remark(terminal, renderWarnings(rules, gathered, asked.value))
  const wanted = {
    id: options.id,
    missing: options.missing === true,
    readings: options.readings === true,
    words: options.words === true,
  }
  const job = {
    gathered: { tables: gathered.tables, rows: gathered.rows, twice: gathered.twice },
    asked: asked.value,
    wanted,
    form: form.value,
  }
  const pool = await openAnswerers(threads, job)
  const progress = childrenBar(terminal, gathered.rows.childrenCount)
  const written = await writeAnswers(job, options.out, { ...pool, at: progress.at }).finally(async () => {
    progress.end()
    await pool.close()
  })
  if (!written.ok) return refuse(terminal, written.issues, 'text')
  await remark(terminal, renderSummary(written.value, outs))
  return written.value.refused.size > 0 && options.allowRefused !== true ? exitCodes.failed : exitCodes.done
}

const nobody: Issue = {
  code: 'missing-member',
  pointer: '',
  message: 'No child is in these files, so there is nothing to answer.',
}

/** Answers that would be written over a file that is read. */
const overInput = async (files: readonly string[], outs: readonly string[]): Promise<readonly Issue[]> => {
  const real = (file: string) => realpath(file).catch(() => resolve(file))
  const inputs = new Set(await Promise.all(files.map(real)))
  const places = await Promise.all(outs.map(async file => ({ file, isInput: inputs.has(await real(file)) })))
  return places
    .filter(one => one.isInput)
    .map(({ file }) => ({
      code: 'duplicate-name',
      pointer: '',
      file,
      message: 'This is one of the files that are read, and the answers would take its place. Name another with --out.',
    }))
}

/** What is asked, or everything that is wrong with how it is asked, found before any file is read. */
const readQuestion = (
  rules: Rules,
  { decision, authority, asOf, own, set = [], watchUntil }: CaseloadOptions,
  terminal: Terminal,
): Checked<CaseloadQuestion> => {
  const decisions = decision.includes('all') ? rules.decisions.map(one => one.id) : [...new Set(decision)]
  const unknown = [authority === undefined ? {} : { authority }, ...decisions.map(one => ({ decision: one }))].flatMap(
    chosen => selectionIssues(rules, chosen),
  )
  if (unknown.length > 0) return refused(unknown.map(withoutCouncil))
  const { facts, issues } = parseFactSettings(rules, set)
  const question = { authority: authority ?? rules.rulebook.national, asOf: asOf ?? todayInEngland(terminal.now()) }
  const tried = decisions.flatMap(one => {
    const found = rules.evaluate({ decision: one, ...question, trace: 'none', facts: {} })
    return 'issues' in found ? found.issues : []
  })
  const [first] = decisions
  const withFacts =
    first === undefined ? undefined : rules.evaluate({ decision: first, ...question, trace: 'none', facts })
  const wrongFacts = withFacts !== undefined && 'issues' in withFacts ? withFacts.issues : []
  const all = distinct([...watchIssues(question.asOf, watchUntil), ...issues, ...tried, ...wrongFacts])
  return all.length > 0
    ? refused(all)
    : accepted({
        decisions,
        ...question,
        isOwn: own === true,
        facts,
        ...(watchUntil === undefined ? {} : { watchUntil }),
      })
}

/** Most councils are not held, and can ask all the same. */
const withoutCouncil = (issue: Issue): Issue =>
  issue.code === 'unknown-authority'
    ? { ...issue, message: `${issue.message} For any other council leave “--authority” out: England’s rules answer.` }
    : issue

const watchIssues = (asOf: string, until: string | undefined): readonly Issue[] =>
  until === undefined || (isCivilDate(until) && until > asOf)
    ? []
    : [
        {
          code: 'out-of-range',
          pointer: '',
          message: '“--watch-until” takes a day after that of “--as-of”, written as 2027-07-31.',
        },
      ]

const distinct = (issues: readonly Issue[]): readonly Issue[] => [
  ...new Map(issues.map(one => [`${one.pointer} ${one.message}`, one])).values(),
]

const readForm = (out: string): Checked<AnswerForm> => {
  const ending = extname(out).slice(1).toLowerCase()
  const form = answerForms.find(one => one === ending)
  if (form !== undefined) return accepted(form)
  const suggestion = ending === '' ? undefined : nearest(ending, answerForms)
  const message = `“--out” names a file that ends with ${answerForms.map(one => `.${one}`).join(', ')}.${didYouMean(suggestion)}`
  return refused([{ code: 'unknown-word', pointer: '', message }])
}

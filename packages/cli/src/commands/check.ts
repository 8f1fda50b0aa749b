import type { Issue, Rules } from '@virtual-school/rules'
import { type CheckReport, checkFindings, type Finding } from '@virtual-school/verify'
import type { Command } from 'commander'
import { countsInWords, countsOf } from '../check/counts.ts'
import { findingLines } from '../check/finding-lines.ts'
import { checkProgress } from '../check/progress.ts'
import { saveWitnesses } from '../check/save-witnesses.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { count } from '../layout.ts'
import { example, formatOption, numberOption } from '../options.ts'
import { refuse } from '../refuse.ts'
import { directoryOf, openRules, originOf } from '../rules-of.ts'
import { print, printJson, remark, type Terminal } from '../terminal.ts'
import { unknown } from '../unknown.ts'

interface CheckOptions {
  readonly quick: boolean
  readonly authority?: string
  readonly decision?: string
  readonly timeout: number
  readonly accepted: boolean
  readonly saveWitness?: string
  readonly format: 'text' | 'json'
}

/** Adds `check`: refuses a malformed directory of rules with every issue at once; of a sound one it reports what is amiss in it. */
export const addCheck = (program: Command, { terminal, finish }: Context): void => {
  program
    .command('check')
    .description(
      'check that a directory of rules is well formed, and report gaps, conflicts, dead rules and unused names',
    )
    .argument('[dir]', 'the directory; absent: the rules published with this command')
    .option('--quick', 'only what needs no proof', false)
    .option('--authority <authority>', 'prove only of its rules')
    .option('--decision <decision>', 'prove only of this decision')
    .addOption(numberOption('--timeout <seconds>', 'how long one question to the solver may take', 1, 600).default(2))
    .option('--accepted', 'show the findings that were accepted, too', false)
    .option('--save-witness <place>', 'write the cases as scenarios, to a new .json file or into a directory')
    .addOption(formatOption(['text', 'json']))
    .addHelpText('after', example('virtual-school check rules', 'virtual-school check rules --authority luton'))
    .action(async (directory: string | undefined, options: CheckOptions) =>
      finish(await check(directory, options, terminal)),
    )
}

const check = async (directory: string | undefined, options: CheckOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(directory, terminal, { whole: true })
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  const rules = opened.value
  const issues = selectionIssues(rules, options)
  if (issues.length > 0) return refuse(terminal, issues, options.format)
  const report = await reportOf(rules, options, terminal)
  const counts = countsOf(rules)
  if (options.format === 'json')
    await printJson(terminal, { version: rules.version, digest: rules.digest, counts, ...report })
  else {
    const origin = `${originOf(rules, directoryOf(directory, terminal))}: well formed.`
    await print(terminal, [origin, `${countsInWords(counts)}.`, ...findingLines(report, options.accepted)].join('\n'))
  }
  const saved = options.saveWitness === undefined || (await save(rules, report.findings, options.saveWitness, terminal))
  if (!saved) return exitCodes.refused
  return report.findings.length + report.undecided.length > 0 ? exitCodes.failed : exitCodes.done
}

const reportOf = async (rules: Rules, options: CheckOptions, terminal: Terminal): Promise<CheckReport> => {
  const { quick, authority, decision, timeout } = options
  const progress = checkProgress(terminal)
  const report = await checkFindings(rules, {
    quick,
    ...(authority === undefined ? {} : { authorities: [authority] }),
    ...(decision === undefined ? {} : { decisions: [decision] }),
    timeoutMs: timeout * 1000,
    progress: progress.at,
  })
  progress.end()
  return report
}

const selectionIssues = (rules: Rules, { authority, decision }: CheckOptions): readonly Issue[] => {
  const authorities = rules.authorities.map(one => one.id)
  const decisions = rules.decisions.map(one => one.id)
  return [
    ...(authority === undefined || authorities.includes(authority)
      ? []
      : [unknown('unknown-authority', 'authority', authority, authorities)]),
    ...(decision === undefined || decisions.includes(decision)
      ? []
      : [unknown('unknown-decision', 'decision', decision, decisions)]),
  ]
}

/** Says on stderr what was written, or why not: the report is already on stdout. */
const save = async (
  rules: Rules,
  findings: readonly Finding[],
  place: string,
  terminal: Terminal,
): Promise<boolean> => {
  const saved = await saveWitnesses(rules, findings, place)
  const said = saved.ok
    ? [`${count(saved.files.length, 'file')} written.`, ...saved.files]
    : saved.issues.map(one => one.message)
  await remark(terminal, said.join('\n'))
  return saved.ok
}

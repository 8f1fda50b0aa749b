import { issueLine, releaseIssues } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { oneLine } from '@virtual-school/rules/internal'
import {
  type CheckProgress,
  type CheckReport,
  checkFindings,
  type InvariantReport,
  proveInvariants,
} from '@virtual-school/verify'
import type { Command } from 'commander'
import { inspectBuild } from '../../rules/checkout.ts'
import { selectionIssues } from '../../rules/names.ts'
import { chooseDirectory, describeOrigin, openRules } from '../../rules/open-rules.ts'
import { lostSchemas } from '../../rules/schema-files.ts'
import { count } from '../../terminal/layout.ts'
import { example, formatOption, numberOption } from '../../terminal/options.ts'
import { progressLine } from '../../terminal/progress-line.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse, remark } from '../../terminal/terminal.ts'
import { countParts, describeCounts } from './counts.ts'
import { invariantsAsData, renderCheckFindings, renderCheckInvariants } from './report-text.ts'
import { listWitnesses, type NamedWitness, saveWitnesses } from './save-witnesses.ts'

interface CheckOptions {
  readonly quick: boolean
  readonly authority?: string
  readonly decision?: string
  readonly timeout: number
  readonly accepted: boolean
  readonly invariants: boolean
  readonly saveWitness?: string
  readonly format: 'text' | 'json'
}

/** Adds `check`: refuses a malformed directory of rules with every issue at once; of a sound one it reports what is amiss in it. */
export const addCheck = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('check')
    .description(
      'check that a directory of rules is well formed, report gaps, conflicts, dead rules and unused names, and prove its invariants',
    )
    .argument('[dir]', 'the directory; absent: the rules published with this command')
    .option('--quick', 'only what needs no proof', false)
    .option('--authority <authority>', 'prove only of its rules')
    .option('--decision <decision>', 'prove only of this decision')
    .addOption(numberOption('--timeout <seconds>', 'how long one question to the solver may take', 1, 600).default(2))
    .option('--accepted', 'show the findings that were accepted, too', false)
    .option('--invariants', 'show the invariants that were proved, too', false)
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
  const { report, invariants } = await proveAll(rules, options, terminal)
  const chosen = chooseDirectory(directory, terminal)
  const misnamed = [...releaseIssues(rules.rulebook), ...(chosen === undefined ? [] : await lostSchemas(chosen))]
  const counts = countParts(rules)
  if (options.format === 'json')
    await printJson(terminal, {
      version: rules.version,
      digest: rules.digest,
      counts,
      ...(misnamed.length === 0 ? {} : { issues: misnamed }),
      ...report,
      invariants: invariantsAsData(invariants),
    })
  else {
    const lines = [
      ...(await originLines(rules, chosen, terminal)),
      `${describeCounts(counts)}.`,
      ...misnamed.flatMap(issue => ['', oneLine(issueLine(issue))]),
      ...renderCheckFindings(report, options.accepted),
      ...renderCheckInvariants(invariants, options.invariants),
    ]
    await print(terminal, lines.join('\n'))
  }
  const witnessed = listWitnesses(rules, report.findings, invariants)
  const saved = options.saveWitness === undefined || (await save(witnessed, options.saveWitness, terminal))
  if (!saved) return exitCodes.refused
  const isSound = misnamed.length + report.findings.length + report.undecided.length === 0
  return isSound && invariants.every(one => one.verdict === 'proved') ? exitCodes.done : exitCodes.failed
}

/** Which rules were checked and, of those in the command that was built here, when that was. */
const originLines = async (
  rules: Rules,
  directory: string | undefined,
  terminal: Terminal,
): Promise<readonly string[]> => {
  const build = directory === undefined ? await inspectBuild(rules, terminal) : undefined
  const origin = `${describeOrigin(rules, directory, build?.age)}: well formed.`
  return build === undefined || build.behind === '' ? [origin] : [origin, build.behind]
}

interface Checked {
  readonly report: CheckReport
  readonly invariants: readonly InvariantReport[]
}

/** An invariant is one large question, for which findings have many small ones. */
const timesForInvariants = 15

const proveAll = async (rules: Rules, options: CheckOptions, terminal: Terminal): Promise<Checked> => {
  const { quick, authority, decision, timeout } = options
  const asked = {
    ...(authority === undefined ? {} : { authorities: [authority] }),
    ...(decision === undefined ? {} : { decisions: [decision] }),
  }
  const timeoutMs = timeout * 1000
  const line = progressLine(terminal)
  const progress = ({ authority, decision, done, total }: CheckProgress): void =>
    line.show(`${done + 1} of ${total}: ${authority}, ${decision}`)
  const report = await checkFindings(rules, { quick, ...asked, timeoutMs, progress })
  const prove = { ...asked, timeoutMs: timeoutMs * timesForInvariants, onProgress: progress }
  const invariants = quick ? [] : await proveInvariants(rules, prove)
  line.clear()
  return { report, invariants }
}

/** Says on stderr what was written, or why not: the report is already on stdout. */
const save = async (witnessed: readonly NamedWitness[], place: string, terminal: Terminal): Promise<boolean> => {
  const saved = await saveWitnesses(witnessed, place)
  const said = saved.ok
    ? [`${count(saved.value.length, 'file')} written.`, ...saved.value]
    : saved.issues.map(one => one.message)
  await remark(terminal, said.join('\n'))
  return saved.ok
}

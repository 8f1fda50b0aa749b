import type { Issue } from '@virtual-school/rules'
import { rulesDifference } from '@virtual-school/verify'
import type { Command } from 'commander'
import { selectionIssues } from '../../rules/names.ts'
import { count } from '../../terminal/layout.ts'
import { example, formatOption, numberOption, wordOption } from '../../terminal/options.ts'
import { progressLine } from '../../terminal/progress-line.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse, remark } from '../../terminal/terminal.ts'
import { countCases } from './cases.ts'
import { type Report, reportJson } from './report.ts'
import { renderReport } from './report-text.ts'
import { type ComparedSide, openSide } from './side.ts'

/** Why it cannot be said that no child is less protected than before; none if it can. */
export const listFailures = ({ old, now, difference, cases }: Report): readonly string[] => {
  const worse = difference.pairs.flatMap(one => one.regions).filter(one => one.isLessProtective).length
  const open = difference.pairs.filter(one => one.ended !== 'complete')
  const worseCases = cases?.changes.filter(one => one.isLessProtective).reduce((sum, one) => sum + one.count, 0) ?? 0
  const gone = (word: string, before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]) =>
    before
      .filter(({ id }) => !after.some(one => one.id === id))
      .map(({ id }) => `there is no ${word} “${id}” any more, so that nothing protects anyone there.`)
  return [
    ...(worse === 0 ? [] : [`the new rules are less protective in ${count(worse, 'region')}.`]),
    ...open.map(
      ({ authority, decision, ended }) =>
        `${authority} ${decision} was not compared to the end: ${ended === 'more' ? 'a bound was reached; raise --regions or --seconds.' : 'the solver could not tell in its time; raise --seconds.'}`,
    ),
    ...(worseCases === 0 ? [] : [`${count(worseCases, 'request')} of the file would be less protected.`]),
    ...gone('authority', old.rules.authorities, now.rules.authorities),
    ...gone('decision', old.rules.decisions, now.rules.decisions),
  ]
}

interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown'
  readonly authority?: string
  readonly decision?: string
  readonly cases?: string
  readonly failOn?: 'less-protective'
  readonly regions: number
  readonly seconds: number
}

/** Adds `diff`: what an edit changes in the documents, and for whom. */
export const addDiff = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('diff')
    .description('compare two versions of the rules: what changed in the text, and for which children')
    .argument(
      '<old>',
      'a directory of rules, the released version in this command, or a git ref: HEAD~1, main:path/to/rules',
    )
    .argument('<new>', 'the same')
    .option('--authority <authority>', 'only by the rules of this authority')
    .option('--decision <decision>', 'only this question')
    .option('--cases <file>', 'also count the changes over the requests of a file, NDJSON or CSV; - for stdin')
    .addOption(wordOption('--fail-on <change>', 'end with 1 if there is such a change', ['less-protective']))
    .addOption(numberOption('--regions <n>', 'how many regions to look for in one question', 1, 1000).default(24))
    .addOption(numberOption('--seconds <n>', 'how long to look in one question', 1, 3600).default(30))
    .addOption(formatOption(['text', 'json', 'markdown']))
    .addHelpText('after', example('virtual-school diff HEAD~1 rules --fail-on less-protective'))
    .action(async (old: string, now: string, options: DiffOptions) => finish(await diff(old, now, options, terminal)))
}

const diff = async (oldName: string, nowName: string, options: DiffOptions, terminal: Terminal): Promise<ExitCode> => {
  const [old, now] = [await openSide(oldName, terminal), await openSide(nowName, terminal)]
  const issues = [old, now].flatMap(side => (side.ok ? selectionIssues(side.value.rules, options) : side.issues))
  if (!old.ok || !now.ok || issues.length > 0) return refuse(terminal, issues, options.format)
  const report = await reportOn(old.value, now.value, options, terminal)
  if ('issues' in report) return refuse(terminal, report.issues, options.format)
  if (options.format === 'json') await printJson(terminal, reportJson(report))
  else await print(terminal, renderReport(report, options.format))
  const failures = options.failOn === undefined ? [] : listFailures(report)
  for (const one of failures) await remark(terminal, `Failed: ${one}`)
  return failures.length === 0 ? exitCodes.done : exitCodes.failed
}

const reportOn = async (
  old: ComparedSide,
  now: ComparedSide,
  { authority, decision, cases, regions, seconds }: DiffOptions,
  terminal: Terminal,
): Promise<Report | { readonly issues: readonly Issue[] }> => {
  const chosen = { ...(authority === undefined ? {} : { authority }), ...(decision === undefined ? {} : { decision }) }
  const counted = cases === undefined ? undefined : await countCases(cases, old.rules, now.rules, chosen, terminal)
  if (counted?.ok === false) return { issues: counted.issues }
  const line = progressLine(terminal)
  const onPair = (by: string, question: string, done: number, all: number): void =>
    line.show(`${done + 1} of ${all}: ${by} ${question}`)
  const bounds = {
    mostRegions: regions,
    pairMs: seconds * 1000,
    questionMs: Math.min(10, seconds) * 1000,
    now: () => terminal.now().getTime(),
  }
  try {
    const difference = await rulesDifference(old.rules, now.rules, { ...chosen, bounds, onPair })
    return { old, now, difference, cases: counted?.value }
  } finally {
    line.clear()
  }
}

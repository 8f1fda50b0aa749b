import { logReadings, type Pruned, prune, type YearOfDecision } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { columns, count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'
import { describeRemnants } from './remarks.ts'

type PruneOptions = RecordsOptions & { readonly policy: string; readonly yes: boolean; readonly approver?: string }

/** Adds `records prune`: destroys the keys to what is older than a policy says. Without `--yes` it says what it would do. */
export const addRecordsPrune: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'prune',
    description: 'destroy the keys to what is kept longer than a policy says, by decision and year',
    examples: ['virtual-school records prune --policy remit=7,reduced-timetable=25 --actor staff-4711'],
  })
    .requiredOption(
      '--policy <policy>',
      'whole years for each decision, as remit=7,reduced-timetable=25; default=… for all others; a decision that is not named is kept',
    )
    .option('--approver <reference>', 'the second person, who approves; required if FOUR_EYES says so')
    .option('--yes', 'do it; without this it is only said what would be done', false)
    .action(async (options: PruneOptions) => finish(await run(options, terminal)))
}

const run = (options: PruneOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const done = await prune(opened, {
      policy: options.policy,
      by: identifyActor(options),
      approver: options.approver,
      dryRun: !options.yes,
    })
    if (!done.ok) return done
    if (options.format === 'json') await printJson(terminal, { done: options.yes, ...done.value })
    else await print(terminal, pruneLines(done.value, options.yes))
    return accepted(exitCodes.done)
  })

const whose = (decision: string, subjects: number): string =>
  decision === logReadings ? 'which lists and reports were read' : count(subjects, 'child', 'children')

const table = (rows: readonly YearOfDecision[]): string =>
  columns(rows.map(({ decision, year, subjects }) => ['', decision, String(year), whose(decision, subjects)]))

const pruneLines = ({ destroyed, held, withoutPolicy, swept }: Pruned, isDone: boolean): string => {
  const verb = isDone ? 'Destroyed' : 'Would be destroyed'
  return [
    destroyed.length === 0 ? 'Nothing is past its time.' : `${verb}:\n${table(destroyed)}`,
    ...(held.length === 0 ? [] : [`Past its time, but under a legal hold:\n${table(held)}`]),
    ...(withoutPolicy.length === 0
      ? []
      : [`Kept, because the policy does not name them: ${withoutPolicy.join(', ')}.`]),
    ...(isDone ? [] : ['Nothing was done: add --yes.']),
  ]
    .join('\n')
    .concat(isDone ? describeRemnants(swept) : '')
}

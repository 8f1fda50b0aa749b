import { type ErasedSubject, eraseSubject, erasureReasons } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { count } from '../../terminal/layout.ts'
import { wordOption } from '../../terminal/options.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import type { AddRecordsCommand, SubjectOptions } from './options.ts'
import { addRecordsCommand, addSubjectOptions, toSubject } from './options.ts'
import { describeRemnants, describeUnbound } from './remarks.ts'
import { addRealmHint } from './searched-realms.ts'

type EraseOptions = RecordsOptions &
  SubjectOptions & { readonly reason: string; readonly yes: boolean; readonly approver?: string }

/** Adds `records erase`: destroys the keys to everything kept about one child. Without `--yes` it says what it would do. */
export const addRecordsErase: AddRecordsCommand = (records, { terminal, finish }) => {
  const command = addRecordsCommand(records, {
    usage: 'erase',
    description: 'destroy the keys to all that is kept about one child, for good',
    examples: ['virtual-school records erase --subject case-17 --reason erasure-request --actor staff-4711 --yes'],
  })
  addSubjectOptions(command)
    .addOption(wordOption('--reason <reason>', 'why', erasureReasons).makeOptionMandatory())
    .option('--approver <reference>', 'the second person, who approves; required if FOUR_EYES says so')
    .option('--yes', 'do it; without this it is only said what would be done', false)
    .action(async (options: EraseOptions) => finish(await erase(options, terminal)))
}

const erase = (options: EraseOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const { reason, approver } = options
    const how = { reason, by: identifyActor(options), approver, dryRun: !options.yes }
    const done = await eraseSubject(opened, toSubject(options), how)
    if (!done.ok) return addRealmHint(done, opened, options)
    if (options.format === 'json') await printJson(terminal, { done: options.yes, ...done.value })
    else await print(terminal, erasedLines(done.value, options.yes))
    return accepted(exitCodes.done)
  })

const erasedLines = ({ decisions, unbound, swept }: ErasedSubject, isDone: boolean): string => {
  const many = count(decisions, 'decision')
  const done = `Erased: ${many}. Nobody can read what was asked and found any more.${describeRemnants(swept)}`
  const would = `This would erase ${many}, for good. Nothing was done: add --yes.`
  return [isDone ? done : would, ...describeUnbound(unbound)].join('\n')
}

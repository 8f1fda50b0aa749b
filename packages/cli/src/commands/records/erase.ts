import { type ErasedSubject, eraseSubject, erasureReasons } from '@virtual-school/records'
import { byOf, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { count } from '../../terminal/layout.ts'
import { wordOption } from '../../terminal/options.ts'
import { exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import {
  type AddRecordsCommand,
  addRecordsCommand,
  addSubjectOptions,
  type Ended,
  type SubjectOptions,
  subjectNamed,
} from './options.ts'
import { sweptLine, unboundLines } from './remarks.ts'
import { sayingWhere } from './searched-realms.ts'

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

const erase = (options: EraseOptions, terminal: Terminal): Ended =>
  withRecords(options, terminal, async opened => {
    const { reason, approver } = options
    const how = { reason, by: byOf(options), approver, dryRun: !options.yes }
    const done = await eraseSubject(opened, subjectNamed(options), how)
    if (!done.ok) return sayingWhere(done, opened, options)
    if (options.format === 'json') await printJson(terminal, { done: options.yes, ...done.value })
    else await print(terminal, erasedLines(done.value, options.yes))
    return { ok: true, value: exitCodes.done }
  })

const erasedLines = ({ decisions, unbound, swept }: ErasedSubject, isDone: boolean): string => {
  const many = count(decisions, 'decision')
  const done = `Erased: ${many}. Nobody can read what was asked and found any more.${sweptLine(swept)}`
  const would = `This would erase ${many}, for good. Nothing was done: add --yes.`
  return [isDone ? done : would, ...unboundLines(unbound)].join('\n')
}

import { exportSubject } from '@virtual-school/records'
import { exitCodes } from '../exit.ts'
import { count } from '../layout.ts'
import {
  type AddRecordsCommand,
  addRecordsCommand,
  addSubjectOptions,
  type Ended,
  type SubjectOptions,
  subjectNamed,
} from '../records/options.ts'
import { byOf, type RecordsOptions, withRecords } from '../records/with-records.ts'
import { print, printJson, type Terminal } from '../terminal.ts'

type ExportOptions = RecordsOptions & SubjectOptions & { readonly to: string }

/** Adds `records export`: everything kept about one child, as a folder for a subject access request. */
export const addRecordsExport: AddRecordsCommand = (records, { terminal, finish }) => {
  const command = addRecordsCommand(records, {
    usage: 'export',
    description: 'write all that is kept about one child into a folder, for a subject access request; that is recorded',
    examples: ['virtual-school records export --subject case-17 --to copy --actor staff-4711'],
  })
  addSubjectOptions(command)
    .requiredOption('--to <dir>', 'the folder; it must not be there yet, or be empty')
    .action(async (options: ExportOptions) => finish(await write(options, terminal)))
}

const write = (options: ExportOptions, terminal: Terminal): Ended =>
  withRecords(options, terminal, async opened => {
    const done = await exportSubject(opened, subjectNamed(options), options.to, byOf(options))
    if (!done.ok) return done
    const { directory, decisions, events } = done.value
    if (options.format === 'json') await printJson(terminal, done.value)
    else
      await print(
        terminal,
        `${directory}: ${count(decisions, 'decision')}, ${count(events, 'event')}. Begin with README.md.`,
      )
    return { ok: true, value: exitCodes.done }
  })

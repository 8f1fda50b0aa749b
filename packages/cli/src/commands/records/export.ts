import { type ExportedSubject, exportSubject } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import type { AddRecordsCommand, SubjectOptions } from './options.ts'
import { addRecordsCommand, addSubjectOptions, toSubject } from './options.ts'
import { describeUnbound } from './remarks.ts'
import { addRealmHint } from './searched-realms.ts'

type ExportOptions = RecordsOptions &
  SubjectOptions & {
    readonly to: string
    readonly council?: string
    readonly reference?: string
    readonly reviewed?: string
    readonly leaveOut?: readonly string[]
  }

const collect = (id: string, before: readonly string[] = []): readonly string[] => [...before, id]

/** Adds `records export`: everything kept about one child, as a folder for a subject access request. */
export const addRecordsExport: AddRecordsCommand = (records, { terminal, finish }) => {
  const command = addRecordsCommand(records, {
    usage: 'export',
    description: 'write all that is kept about one child into a folder, for a subject access request; that is recorded',
    examples: [
      'virtual-school records export --subject case-17 --to copy --actor staff-4711 --council "Ourshire County Council; Town Hall, Ourtown; 01234 567890" --reference SAR-2026-17',
    ],
  })
  addSubjectOptions(command)
    .requiredOption('--to <dir>', 'the folder; it must not be there yet, or be empty')
    .option('--council <text>', 'for the letter: the council’s name and, after semicolons, how to reach it')
    .option('--reference <text>', 'for every page: the council’s own reference; absent: that of --subject')
    .option('--reviewed <code>', 'a person has read the list of texts that bears this code: show them in the letter')
    .option('--leave-out <id>', 'leave out a text of that list, by its id; may be repeated', collect)
    .action(async (options: ExportOptions) => finish(await write(options, terminal)))
}

const write = (options: ExportOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const done = await exportSubject(opened, toSubject(options), options.to, identifyActor(options), options)
    if (!done.ok) return addRealmHint(done, opened, options)
    if (options.format === 'json') await printJson(terminal, done.value)
    else await print(terminal, exportLines(done.value, options))
    return accepted(exitCodes.done)
  })

const exportLines = (
  { directory, decisions, events, texts, unbound, review }: ExportedSubject,
  { council }: Pick<ExportOptions, 'council'>,
): string =>
  [
    `${directory}: ${count(decisions, 'decision')}, ${count(events, 'event')}. Begin with index.html.`,
    ...describeUnbound(unbound),
    ...(council === undefined ? ['The letter names no council: say which with --council.'] : []),
    ...(texts === 0 ? ['It holds no text in people’s own words.'] : []),
    ...(review === null
      ? []
      : [
          `Do not hand it over yet. ${count(texts, 'note')} in people’s own words may tell of somebody else, and nobody has read ${texts === 1 ? 'it' : 'them'} for this copy.`,
          `Read ${review.file}. It lies outside the folder and must not go with it.`,
          `Then export again, into a new folder, with --reviewed ${review.code}, and --leave-out ID for each that must not go out.`,
        ]),
  ].join('\n')

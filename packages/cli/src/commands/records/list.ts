import { type ListItem, type ListParameter, listOf, listParameters, type RecordList } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { columns } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'
import { describeSearchedRealms, findSearchedRealms, type SearchedRealms } from './searched-realms.ts'

const describeFound = ({ envelope, found, isCorrected }: ListItem): string => {
  if (envelope.type !== 'evaluated') return envelope.about === undefined ? '' : `about ${envelope.about}`
  const answer = found === null ? 'erased' : (found.answer ?? found.status)
  return isCorrected ? `${answer} (recorded in error)` : answer
}

const noneSo = (suggestion: string): string =>
  `No records. Did you mean another letter case? There are some of “${suggestion}”.`

/** A list as lines: when, which record, what kind, by which system and person, whose rules, which question, what was found. `looked`: in which realm, if nothing was found. */
export const renderList = ({ records, next, suggestion }: RecordList, looked: SearchedRealms | undefined): string => {
  if (records.length === 0) {
    const none = suggestion === undefined ? 'No records.' : noneSo(suggestion)
    return looked === undefined ? none : `${none} ${describeSearchedRealms(looked)}`.trimEnd()
  }
  const rows = records.map(item => {
    const { recordedAt, id, type, client, actor, authority = '', decision = '' } = item.envelope
    const who = actor === undefined ? client : `${client}, ${actor}`
    return [recordedAt, id, type, who, authority, decision, describeFound(item)]
  })
  return next === null ? columns(rows) : `${columns(rows)}\nMore: --cursor ${next}`
}

type ListOptions = RecordsOptions & Partial<Record<ListParameter, string>>

const names = Object.keys(listParameters) as ListParameter[]
const toFlag = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** Adds `records list`. Its options are the query of `GET /records`, by the same names. */
export const addRecordsList: AddRecordsCommand = (records, { terminal, finish }) => {
  const command = addRecordsCommand(records, {
    usage: 'list',
    description: 'list records, newest first; that they were listed is recorded',
    examples: ['virtual-school records list --decision reduced-timetable --from 2026-11-01'],
  })
  // All commands of records have --realm: here it is whose records are listed, too.
  for (const name of names.filter(name => name !== 'realm'))
    command.option(`--${toFlag(name)} <text>`, listParameters[name].description)
  command.action(async (options: ListOptions) => finish(await list(options, terminal)))
}

const list = (options: ListOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const query = Object.fromEntries(names.map(name => [name, options[name]]))
    const found = await listOf(opened, query, identifyActor(options))
    if (!found.ok) return found
    // A reference is of one realm; what else is looked for, of all of them unless one is named.
    const isNarrowed = options.realm !== undefined || options.subjectRef !== undefined
    const isMissed = isNarrowed && found.value.records.length === 0
    const looked = isMissed ? await findSearchedRealms(opened, options) : undefined
    if (options.format === 'json') await printJson(terminal, { ...found.value, ...looked })
    else await print(terminal, renderList(found.value, looked))
    return accepted(exitCodes.done)
  })

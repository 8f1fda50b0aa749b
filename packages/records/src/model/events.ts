import * as z from 'zod'
import { type Counted, type EventWords, recordTypeRows } from './record-types.ts'

type Rows = typeof recordTypeRows

/** What a record may tell of. */
export type RecordType = keyof Rows

/** What callers may record about a decision afterwards. */
export type EventType = { [T in RecordType]: Rows[T] extends { readonly schema: z.ZodType } ? T : never }[RecordType]

const isRecordType = (type: string): type is RecordType => Object.hasOwn(recordTypeRows, type)

const listTypes = (is: (type: RecordType) => boolean): readonly RecordType[] =>
  (Object.keys(recordTypeRows) as RecordType[]).filter(is)

/** Every type of record, in the order of the table. */
export const recordTypes = listTypes(() => true) as readonly [RecordType, ...RecordType[]]

/** The types of record that callers may add. */
export const eventTypes = listTypes(type => 'schema' in recordTypeRows[type]) as readonly EventType[]

const schemas = eventTypes.map(type => recordTypeRows[type].schema)

/** What may be recorded about a decision afterwards, by its type. Members with a reason are sealed under the decision’s key. */
export const eventSchema = z.discriminatedUnion(
  'type',
  schemas as unknown as readonly [Rows[EventType]['schema'], ...Rows[EventType]['schema'][]],
)

/** An event as it is given. */
export type EventRequest = z.infer<typeof eventSchema>

type KeysOfEach<T> = T extends unknown ? keyof T : never

/** The name of a member that some event has, besides its type. */
export type EventMember = Exclude<KeysOfEach<EventRequest>, 'type'>

/** Whether what a caller records has to show which person did it. */
export const needsActor = (type: EventType): boolean => recordTypeRows[type].needsActor

/** The types of record that are about a child, and so about each decision of the child’s, no matter to which they were written. */
export const typesAboutChild: readonly RecordType[] = listTypes(type => recordTypeRows[type].about === 'child')

const unknownWords: EventWords = { group: 'done', lead: 'Recorded', text: 'Something else was recorded about it.' }

/** How an account tells a record of a type. One of a later version of this program is told too, without saying what it is. */
export const eventWords = (type: string): EventWords => (isRecordType(type) ? recordTypeRows[type].words : unknownWords)

/** Whether a report counts a record of this type as something. Of a type of a later version it is known that somebody did something. */
export const countsAs = (type: string, counted: Counted): boolean =>
  isRecordType(type) ? (recordTypeRows[type].counts as readonly Counted[]).includes(counted) : counted === 'looked'

/** The types of record that a report counts as one of these. */
export const typesCountedAs = (...counted: readonly Counted[]): readonly RecordType[] =>
  listTypes(type => counted.some(one => countsAs(type, one)))

import { accepted } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { findOtherCase, findSubjectRows } from '../find/references.ts'
import { splitRuleNames } from '../log/rules.ts'
import { checkReader, type Reader } from '../model/actor.ts'
import { type Checked, type Issue, refusal } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'
import { recordListReading } from './accessed.ts'
import { type ListQuery, listLimits, parseListQuery } from './filter.ts'
import { buildFilter } from './filter-of.ts'
import { type ListedRecord, selectRecords } from './select-records.ts'

const form = /^before (0|[1-9]\d{0,15})$/

/** Where the next page begins. Readers give it back as it is; what it says may change. */
export const encodeCursor = (before: number): string => Buffer.from(`before ${before}`).toString('base64url')

/** The seq that a cursor stands for. Issue if it is no cursor. */
export const decodeCursor = (cursor: string): Checked<number> => {
  const seq = Number(form.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1] ?? Number.NaN)
  return Number.isSafeInteger(seq) && encodeCursor(seq) === cursor
    ? accepted(seq)
    : refusal('malformed', '/cursor', 'This is no cursor of this service. Give “next” of the page before, as it was.')
}

/** The ids of those of these decisions of which a person recorded that they were recorded in error. */
const selectCorrected = async (
  { database: { db } }: Pick<Records, 'database'>,
  rows: readonly Pick<RecordRow, 'id' | 'type'>[],
): Promise<ReadonlySet<string | null>> => {
  const ids = rows.flatMap(({ id, type }) => (type === 'evaluated' ? [id] : []))
  if (ids.length === 0) return new Set()
  const found = db.selectFrom('records').select('about').where('about', 'in', ids).where('type', '=', 'corrected')
  return new Set((await found.execute()).map(one => one.about))
}

/** A record in a list: its envelope, and what the index knows of a decision. */
export interface ListItem {
  readonly envelope: Envelope
  /** Of a decision that was not erased. */
  readonly found: {
    readonly answer: string | null
    readonly status: string
    readonly rules: readonly string[]
    readonly cautions: readonly string[]
    readonly readings: readonly string[]
  } | null
  /** Whether a person recorded that this decision was recorded in error. */
  readonly isCorrected: boolean
}

const pickKind = (names: readonly string[], kind: string): readonly string[] =>
  names.filter(name => name.startsWith(kind)).map(name => name.slice(kind.length))

const buildListItem = ({ envelope, answer, status, rules }: ListedRecord, isCorrected: boolean): ListItem => {
  const names = splitRuleNames(rules ?? '')
  return {
    envelope: JSON.parse(envelope) as Envelope,
    found:
      status === null
        ? null
        : {
            answer,
            status,
            rules: names.filter(name => !name.includes(':')),
            cautions: pickKind(names, 'caution:'),
            readings: pickKind(names, 'reading:'),
          },
    isCorrected,
  }
}

/** One page of a list. */
export interface RecordList {
  /** Newest first. */
  readonly records: readonly ListItem[]
  /** `cursor` of the next page; null: this was the last. */
  readonly next: string | null
  /** If there is a next page of a list that is narrowed to a child: the child’s random number, by which it can be asked for too. */
  readonly subject?: string
  /** If nobody is known by the reference that was asked for: the same in other letter case, by which somebody is. */
  readonly suggestion?: string
}

/**
 * One page of the records that a query of texts lets through (`listParameters`: the query of HTTP, the options of the command).
 * That it was read is recorded first (`accessed`): what was looked for and which decisions were shown, sealed, and listed with each
 * of them. Issues with the query, or that nobody is named who reads; rejects if storage fails.
 */
export const listOf = async (
  records: Records,
  query: Readonly<Record<string, unknown>>,
  by: Reader,
): Promise<Checked<RecordList>> => {
  const read = parseListQuery(query)
  const who = checkReader(records, by)
  if (!read.ok || who.length > 0) return { ok: false, issues: [...listIssues(read), ...who] }
  const { cursor, limit } = read.value
  const before = cursor === undefined ? accepted(undefined) : decodeCursor(cursor)
  const filter = await buildFilter(records, read.value, by)
  if (!before.ok || !filter.ok) return { ok: false, issues: [...listIssues(before), ...listIssues(filter)] }
  const page = { limit: limit === undefined ? listLimits.standard : Number(limit), before: before.value }
  const none = { rows: [], next: null }
  const { rows, next } =
    filter.value === undefined ? none : await selectRecords(records.database.db, filter.value, page)
  const subject = filter.value?.subjects?.[0]
  await recordListReading(records, by, { query: read.value, subject, rows })
  const suggestion = filter.value === undefined ? await findOtherReference(records, read.value, by) : undefined
  const corrected = await selectCorrected(records, rows)
  return accepted({
    records: rows.map(row => buildListItem(row, corrected.has(row.id))),
    next: next === null ? null : encodeCursor(next),
    ...(next === null || subject === undefined ? {} : { subject }),
    ...(suggestion === undefined ? {} : { suggestion }),
  })
}

const findOtherReference = async (
  records: Records,
  { subjectRef, realm }: ListQuery,
  by: Reader,
): Promise<string | undefined> => {
  if (subjectRef === undefined) return undefined
  const own = by.everyRealm ? (realm ?? by.realm) : by.realm
  return findOtherCase(subjectRef, async way => {
    const rows = await findSubjectRows(records, own, way)
    return rows.ok && rows.value.length > 0
  })
}

const listIssues = (checked: Checked<unknown>): readonly Issue[] => (checked.ok ? [] : checked.issues)

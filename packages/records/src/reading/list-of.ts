import { accepted, type Checked, type Issue } from '../checked.ts'
import type { Reader } from '../keeping/by.ts'
import { inOtherCase } from '../keys/other-case.ts'
import { subjectsBy } from '../keys/subject-by.ts'
import { listRecords } from '../log/list.ts'
import type { Records } from '../records.ts'
import { recordListed } from './accessed.ts'
import { correctedAmong } from './corrected-among.ts'
import { cursorOf, seqOfCursor } from './cursor.ts'
import { type ListQuery, listLimits, readListQuery } from './filter.ts'
import { filterOf } from './filter-of.ts'
import { type ListItem, listItem } from './listed.ts'
import { readerIssues } from './reader-issues.ts'

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
 * That it was read is recorded first (`accessed`): what was looked for and which decisions were shown, sealed, and told with each
 * of them. Issues with the query, or that nobody is named who reads; rejects if storage fails.
 */
export const listOf = async (
  records: Records,
  query: Readonly<Record<string, unknown>>,
  by: Reader,
): Promise<Checked<RecordList>> => {
  const read = readListQuery(query)
  const who = readerIssues(records, by)
  if (!read.ok || who.length > 0) return { ok: false, issues: [...issuesIn(read), ...who] }
  const { cursor, limit } = read.value
  const before = cursor === undefined ? accepted(undefined) : seqOfCursor(cursor)
  const filter = await filterOf(records, read.value, by)
  if (!before.ok || !filter.ok) return { ok: false, issues: [...issuesIn(before), ...issuesIn(filter)] }
  const page = { limit: limit === undefined ? listLimits.standard : Number(limit), before: before.value }
  const none = { rows: [], next: null }
  const { rows, next } = filter.value === undefined ? none : await listRecords(records.database.db, filter.value, page)
  const subject = filter.value?.subjects?.[0]
  await recordListed(records, by, { query: read.value, subject, rows })
  const suggestion = filter.value === undefined ? await otherReference(records, read.value, by) : undefined
  const corrected = await correctedAmong(records, rows)
  return accepted({
    records: rows.map(row => listItem(row, corrected.has(row.id))),
    next: next === null ? null : cursorOf(next),
    ...(next === null || subject === undefined ? {} : { subject }),
    ...(suggestion === undefined ? {} : { suggestion }),
  })
}

const otherReference = async (
  records: Records,
  { subjectRef, realm }: ListQuery,
  by: Reader,
): Promise<string | undefined> => {
  if (subjectRef === undefined) return undefined
  const own = by.everyRealm ? (realm ?? by.realm) : by.realm
  return inOtherCase(subjectRef, async way => {
    const rows = await subjectsBy(records, own, way)
    return rows.ok && rows.value.length > 0
  })
}

const issuesIn = (checked: Checked<unknown>): readonly Issue[] => (checked.ok ? [] : checked.issues)

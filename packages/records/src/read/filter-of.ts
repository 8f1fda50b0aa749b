import { accepted, didYouMean, nearest, plusDays } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { findSubjectRows } from '../find/references.ts'
import type { Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { defaultRealm } from '../model/names.ts'
import type { ListQuery } from './filter.ts'
import type { RecordFilter } from './select-records.ts'

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The members that have a value. */
const dropUndefined = <T extends object>(given: T): Present<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>

type Reading = Pick<Records, 'database' | 'keys'>

const isDay = (time: string): boolean => time.length === 10
const midnight = (day: string): string => `${day}T00:00:00.000Z`
/** From this moment on. */
const toStart = (from: string): string => (isDay(from) ? midnight(from) : from)
/** Before this moment: a day is meant with all its hours. */
const toEnd = (to: string): string => (isDay(to) ? midnight(plusDays(to, 1)) : to)

/** What a query asks of the log; undefined: nothing can fit it, for there is no such child. */
export const buildFilter = async (
  records: Reading,
  query: ListQuery,
  reader: Reader,
): Promise<Checked<RecordFilter | undefined>> => {
  const { from, to, rules, rule, caution, reading, realm, limit: _, cursor: __, ...rest } = query
  const seen = chooseRealm(realm, reader)
  if (seen === null) return accepted(undefined)
  const digests = rules === undefined ? undefined : await findDigests(records, rules)
  if (digests?.ok === false) return digests
  const { subject, subjectRef, ...same } = rest
  const child = await findChild(records, { subject, subjectRef, realm: realm ?? reader.realm })
  if (!child.ok || child.value === undefined) return child as Checked<undefined>
  const span = { from: from && toStart(from), to: to && toEnd(to) }
  const bearing = [rule, caution && `caution:${caution}`, reading && `reading:${reading}`]
  return accepted({
    ...dropUndefined({ ...same, ...span, realm: seen, rulesAmong: digests?.value }),
    ...child.value,
    bearing: bearing.filter(name => name !== undefined),
  })
}

type Child = Pick<ListQuery, 'subject' | 'subjectRef' | 'realm'>

/** The child whose records are listed. Called by a reference it is that of one realm; undefined: the realm calls none so. */
const findChild = async (
  records: Reading,
  { subject, subjectRef, realm = defaultRealm }: Child,
): Promise<Checked<Pick<RecordFilter, 'realm' | 'subjects'> | undefined>> => {
  if (subjectRef === undefined) return accepted(subject === undefined ? {} : { subjects: [subject] })
  const rows = await findSubjectRows(records, realm, subjectRef)
  if (!rows.ok) return rows
  return accepted(rows.value.length === 0 ? undefined : { realm, subjects: rows.value.map(row => row.subject) })
}

/** The realm that a list is narrowed to; undefined: every one; null: one that the reader may not see. */
const chooseRealm = (asked: string | undefined, { realm = defaultRealm, everyRealm = false }: Reader) => {
  if (everyRealm) return asked
  return asked === undefined || asked === realm ? realm : null
}

/** Several rulebooks may bear one version, while they are being written. */
const findDigests = async ({ database }: Reading, wanted: string): Promise<Checked<readonly string[]>> => {
  const kept = await database.db.selectFrom('rulebooks').select(['digest', 'version']).execute()
  const found = kept.filter(({ digest, version }) => digest === wanted || version === wanted)
  if (found.length > 0) return accepted(found.map(one => one.digest))
  const suggestion = nearest(wanted, [...new Set(kept.map(one => one.version))])
  return refusal('unknown-name', '/rules', `No rules of this version or digest are kept here.${didYouMean(suggestion)}`)
}

import type { Random } from '../random.ts'
import { boundOf, type DeploymentKeys, tagOf } from '../secret/deployment-keys.ts'
import { isBound } from './checked-link.ts'
import type { DataKeyRow, KeyRowsHeld, SubjectRow } from './key-rows.ts'
import type { KeyWant, LookupWant } from './want.ts'
import { newKeyId, newWrappedKey } from './wrap.ts'

/** What a draft is sealed under. */
export interface SealingKey {
  readonly row: DataKeyRow
  /** Binds the payload to the reference that it came with; undefined if it came with none. See `tagOf`. */
  readonly tag: string | undefined
}

export interface KeyPlan {
  /** What has to be durable before anything is sealed under it; empty where everything was held. */
  readonly inserts: KeyRowsHeld
  /** By the wants, what each is sealed under; undefined where the key of a decision is no more, for it was erased. */
  readonly under: readonly (SealingKey | undefined)[]
}

/** The row that a reference of a realm has among these. One with the lookup of before realms counts in its own realm only. */
export const subjectAmong = (
  find: (lookup: string) => SubjectRow | undefined,
  { realm, lookups }: LookupWant,
): SubjectRow | undefined => lookups.map(find).find(row => row?.realm === realm)

/**
 * Plans the keys of a batch: which subjects and data keys are to be inserted, and under which key each draft is sealed. Reads
 * and writes nothing. `held` is what the database answers to `questionsOf(wants)`; planned again over what was inserted, the
 * same wants need no insert.
 */
export const ensureKeys = (
  wants: readonly KeyWant[],
  held: KeyRowsHeld,
  keys: Pick<DeploymentKeys, 'wrapping' | 'binding'>,
  random: Random,
): KeyPlan => {
  const inserts = { subjects: [] as SubjectRow[], dataKeys: [] as DataKeyRow[] }
  const subjects = new Map(held.subjects.map(one => [one.lookup, one]))
  const byPlace = new Map(held.dataKeys.map(one => [placeOf(one), one]))
  const byKey = new Map(held.dataKeys.map(one => [one.key, one]))
  const rowOf = (want: LookupWant): SubjectRow => {
    const known = subjectAmong(lookup => subjects.get(lookup), want)
    if (known !== undefined) return unchanged(keys, known)
    const link = { realm: want.realm, lookup: want.lookups[0], subject: newKeyId(random) }
    const row = { ...link, bound: boundOf(keys, link) }
    return added(subjects, row.lookup, row, one => inserts.subjects.push(one))
  }
  const dataKeyOf = (subject: string, decision: string, year: number): DataKeyRow => {
    const place = { key: newKeyId(random), subject, decision, year }
    const known = byPlace.get(placeOf(place))
    if (known !== undefined) return known
    const row = { ...place, wrapped: newWrappedKey(keys, place, random) }
    return added(byPlace, placeOf(place), row, one => inserts.dataKeys.push(one))
  }
  const under = wants.map((want): SealingKey | undefined => {
    if ('key' in want) {
      const row = byKey.get(want.key)
      return row && { row, tag: undefined }
    }
    const { decision, year } = want
    if ('subject' in want) return { row: dataKeyOf(want.subject, decision, year), tag: undefined }
    const link = rowOf(want)
    return { row: dataKeyOf(link.subject, decision, year), tag: tagOf(keys, link) }
  })
  return { inserts, under }
}

/** Nothing is kept under a reference whose row was changed: it may lead to another child. */
const unchanged = (keys: Pick<DeploymentKeys, 'binding'>, row: SubjectRow): SubjectRow => {
  if (isBound(keys, row)) return row
  throw Object.assign(new Error(`The row that leads to the subject ${row.subject} was changed`), {
    code: 'LINK_CHANGED',
  })
}

const placeOf = ({ subject, decision, year }: Omit<DataKeyRow, 'key' | 'wrapped'>): string =>
  `${subject} ${decision} ${year}`

const added = <K, V>(map: Map<K, V>, key: K, value: V, note: (value: V) => void): V => {
  map.set(key, value)
  note(value)
  return value
}

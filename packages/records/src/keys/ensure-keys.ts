import type { Random } from '../random.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { DataKeyRow, KeyRowsHeld, SubjectRow } from './key-rows.ts'
import type { KeyWant } from './want.ts'
import { newKeyId, newWrappedKey } from './wrap.ts'

export interface KeyPlan {
  /** What has to be durable before anything is sealed under it; empty where everything was held. */
  readonly inserts: KeyRowsHeld
  /** By the wants, the row each is sealed under; undefined where the key of a decision is no more, for it was erased. */
  readonly under: readonly (DataKeyRow | undefined)[]
}

/**
 * Plans the keys of a batch: which subjects and data keys are to be inserted, and under which key each draft is sealed. Reads
 * and writes nothing. `held` is what the database answers to `questionsOf(wants)`; planned again over what was inserted, the
 * same wants need no insert.
 */
export const ensureKeys = (
  wants: readonly KeyWant[],
  held: KeyRowsHeld,
  keys: Pick<DeploymentKeys, 'wrapping'>,
  random: Random,
): KeyPlan => {
  const inserts = { subjects: [] as SubjectRow[], dataKeys: [] as DataKeyRow[] }
  const subjects = new Map(held.subjects.map(one => [one.lookup, one.subject]))
  const byPlace = new Map(held.dataKeys.map(one => [placeOf(one), one]))
  const byKey = new Map(held.dataKeys.map(one => [one.key, one]))
  const subjectOf = (lookup: string): string =>
    subjects.get(lookup) ??
    added(subjects, lookup, newKeyId(random), subject => inserts.subjects.push({ subject, lookup }))
  const under = wants.map(want => {
    if ('key' in want) return byKey.get(want.key)
    const { decision, year } = want
    const subject = 'lookup' in want ? subjectOf(want.lookup) : want.subject
    const place = { key: newKeyId(random), subject, decision, year }
    const known = byPlace.get(placeOf(place))
    if (known !== undefined) return known
    const row = { ...place, wrapped: newWrappedKey(keys, place, random) }
    return added(byPlace, placeOf(place), row, one => inserts.dataKeys.push(one))
  })
  return { inserts, under }
}

const placeOf = ({ subject, decision, year }: Omit<DataKeyRow, 'key' | 'wrapped'>): string =>
  `${subject} ${decision} ${year}`

const added = <K, V>(map: Map<K, V>, key: K, value: V, note: (value: V) => void): V => {
  map.set(key, value)
  note(value)
  return value
}

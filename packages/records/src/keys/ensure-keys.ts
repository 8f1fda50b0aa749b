import type { Random } from '../random.ts'
import { boundOf, type DeploymentKeys, tagOf } from '../secret/deployment-keys.ts'
import { isBound, linkChanged } from './checked-link.ts'
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

/** Of rows with these lookups the one under which something new is kept: of several always the same. */
export const rowFor = (rows: readonly SubjectRow[], { realm, lookups }: LookupWant): SubjectRow | undefined => {
  const own = rows.filter(row => row.realm === realm && lookups.includes(row.lookup))
  const placeOf = ({ lookup, subject }: SubjectRow): string => `${lookups.indexOf(lookup)} ${subject}`
  return own.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))[0]
}

/**
 * Plans the keys of a batch: which subjects and data keys are to be inserted, and under which key each draft is sealed. Reads
 * and writes nothing. `held` is what the database answers to `questionsOf(wants)`; planned again over what was inserted, the
 * same wants need no insert. Throws (`isLinkChanged`) if the row of a reference was changed, so that it may lead to another child.
 */
export const ensureKeys = (
  wants: readonly KeyWant[],
  held: KeyRowsHeld,
  keys: Pick<DeploymentKeys, 'wrapping' | 'binding'>,
  random: Random,
): KeyPlan => {
  const inserts = { subjects: [] as SubjectRow[], dataKeys: [] as DataKeyRow[] }
  const subjects = new Map<string, SubjectRow[]>()
  for (const row of held.subjects) subjects.set(row.lookup, [...(subjects.get(row.lookup) ?? []), row])
  const byPlace = new Map(held.dataKeys.map(one => [placeOf(one), one]))
  const byKey = new Map(held.dataKeys.map(one => [one.key, one]))
  const rowOf = (want: LookupWant): SubjectRow => {
    const known = rowFor(
      want.lookups.flatMap(lookup => subjects.get(lookup) ?? []),
      want,
    )
    if (known !== undefined && !isBound(keys, known)) throw linkChanged(known.subject)
    if (known !== undefined) return known
    const { realm, lookups } = want
    const link = { realm, lookup: lookups[0], subject: newKeyId(random) }
    const row = { ...link, bound: boundOf(keys, link) }
    return added(subjects, row.lookup, [row], () => inserts.subjects.push(row))[0]!
  }
  const dataKeyOf = (subject: string, decision: string, year: number): DataKeyRow => {
    const name = placeOf({ subject, decision, year })
    const known = byPlace.get(name)
    if (known !== undefined) return known
    const place = { key: newKeyId(random), subject, decision, year }
    const row = { ...place, wrapped: newWrappedKey(keys, place, random) }
    return added(byPlace, name, row, one => inserts.dataKeys.push(one))
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

const placeOf = ({ subject, decision, year }: Omit<DataKeyRow, 'key' | 'wrapped'>): string =>
  `${subject} ${decision} ${year}`

const added = <K, V>(map: Map<K, V>, key: K, value: V, note: (value: V) => void): V => {
  map.set(key, value)
  note(value)
  return value
}

import type { Kysely } from 'kysely'
import { newKeyId } from '../crypto/data-keys.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import {
  boundOf,
  isBound,
  type LookupWant,
  linkChanged,
  lookupWant,
  rowFor,
  type SubjectRow,
  subjectRowOf,
  tagOf,
} from '../crypto/links.ts'
import { newWrappedKey, type Random } from '../crypto/seal.ts'
import type { Asking } from '../database/pipeline.ts'
import type { DataKeyRow, Schema, SubjectRow as StoredSubject } from '../database/schema.ts'
import type { Draft } from './draft.ts'

/** Under which key a draft wants to be sealed. */
export type KeyWant =
  /** Of a subject that callers refer to. */
  | (LookupWant & { readonly decision: string; readonly year: number })
  /** Of a subject of its own, drawn beforehand so that planning twice is planning the same. */
  | { readonly subject: string; readonly decision: string; readonly year: number }
  /** The key of the decision that an event is about. */
  | { readonly key: string }

/** A draft that makes a decision: of a subject by reference or, if none came, of one of its own. */
export interface Wanting {
  readonly realm?: string | undefined
  readonly subjectRef?: string | undefined
  readonly decision: string
  readonly year: number
}

/** Which key a draft wants. A subject of its own is drawn here. */
export const wantOf = (
  { realm, subjectRef, decision, year }: Wanting,
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): Exclude<KeyWant, { readonly key: string }> =>
  subjectRef === undefined
    ? { subject: newKeyId(random), decision, year }
    : { ...lookupWant(keys, realm, subjectRef), decision, year }

/** What there has to be read of the keys to plan these. */
export const questionsOf = (wants: readonly KeyWant[]): KeyQuestions => ({
  lookups: [...new Set(wants.flatMap(want => ('lookups' in want ? want.lookups : [])))],
  subjects: [...new Set(wants.flatMap(want => ('subject' in want ? [want.subject] : [])))],
  keys: [...new Set(wants.flatMap(want => ('key' in want ? [want.key] : [])))],
})

/** Rows of the keys: what there is, or what is to be inserted. */
export interface KeyRowsHeld {
  readonly subjects: readonly SubjectRow[]
  readonly dataKeys: readonly DataKeyRow[]
}

/** What there has to be read before keys can be planned. */
export interface KeyQuestions {
  readonly lookups: readonly string[]
  /** Subjects that are known already; those found by a lookup are wanted too. */
  readonly subjects: readonly string[]
  /** Data keys wanted by their own id. */
  readonly keys: readonly string[]
}

/** The keys as the database has them, read in this connection or transaction. */
export const keysHeld = (db: Kysely<Schema>, { lookups, subjects, keys }: KeyQuestions): Asking<KeyRowsHeld> => {
  const found = db.selectFrom('keys.subjects').where(
    'lookup',
    'in',
    lookups.map(lookup => Buffer.from(lookup, 'hex')),
  )
  const dataKeys = db.selectFrom('keys.data_keys').selectAll()
  return {
    statements: [
      ...(lookups.length === 0 ? [] : [found.selectAll(), dataKeys.where('subject', 'in', found.select('subject'))]),
      ...(subjects.length === 0 ? [] : [dataKeys.where('subject', 'in', [...subjects])]),
      ...(keys.length === 0 ? [] : [dataKeys.where('key', 'in', [...keys])]),
    ],
    read: answers => {
      const [ofSubjects, ofKeys] = lookups.length === 0 ? [[], answers] : [answers.slice(0, 1), answers.slice(1)]
      const known = ofSubjects.flatMap(({ rows }) => rows as readonly StoredSubject[])
      return {
        subjects: known.map(subjectRowOf),
        dataKeys: ofKeys.flatMap(({ rows }) => rows as readonly DataKeyRow[]),
      }
    },
  }
}

/** Adds keys; what is there already (by subject, decision and year) is left as it is. */
export const keysAdded = (db: Kysely<Schema>, { subjects, dataKeys }: KeyRowsHeld): Asking<void> => {
  const rows = subjects.map(row => ({ ...row, lookup: Buffer.from(row.lookup, 'hex') }))
  const inSubjects = db.insertInto('keys.subjects').onConflict(conflict => conflict.doNothing())
  const inDataKeys = db.insertInto('keys.data_keys').onConflict(conflict => conflict.doNothing())
  return {
    statements: [
      ...(rows.length === 0 ? [] : [inSubjects.values(rows)]),
      ...(dataKeys.length === 0 ? [] : [inDataKeys.values([...dataKeys])]),
    ],
    read: () => undefined,
  }
}

/** What those of some drafts want that are sealed, once the year is known; of all drafts if it is left out which. */
type Wants = (year: number, of?: readonly Draft[]) => readonly KeyWant[]

/** What each sealed draft wants. Subjects are drawn here, so that planning twice plans the same. */
export const wantsOf = (drafts: readonly Draft[], keys: Pick<DeploymentKeys, 'lookup'>, random: Random): Wants => {
  const wants = new Map<Draft, (year: number) => KeyWant>()
  for (const draft of drafts) {
    const under = draft.sealed?.under
    if (under === undefined) continue
    if ('key' in under) wants.set(draft, () => ({ key: under.key }))
    else if ('subject' in under) wants.set(draft, year => ({ year, ...under }))
    else {
      const want = wantOf({ ...under, realm: draft.clear.realm, year: 0 }, keys, random)
      wants.set(draft, year => ({ ...want, year }))
    }
  }
  return (year, of = drafts) => of.flatMap(draft => wants.get(draft)?.(year) ?? [])
}

/** What a draft is sealed under. */
export interface SealingKey {
  readonly row: DataKeyRow
  /** Binds the payload to the reference that it came with; undefined if it came with none. See `tagOf`. */
  readonly tag: string | undefined
}

interface KeyPlan {
  /** What has to be durable before anything is sealed under it; empty where everything was held. */
  readonly inserts: KeyRowsHeld
  /** By the wants, what each is sealed under; undefined where the key of a decision is no more, for it was erased. */
  readonly under: readonly (SealingKey | undefined)[]
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

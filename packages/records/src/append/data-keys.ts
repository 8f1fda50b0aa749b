import type { Kysely } from 'kysely'
import { drawKeyId } from '../crypto/data-keys.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import {
  chooseRow,
  computeBinding,
  computeTag,
  createLinkChanged,
  isBound,
  type LookupRequest,
  lookUpReference,
  readSubjectRow,
  type SubjectRow,
} from '../crypto/links.ts'
import { drawWrappedKey, type Random } from '../crypto/seal.ts'
import type { Query } from '../database/pipeline.ts'
import type { DataKeyRow, Schema, SubjectRow as StoredSubject } from '../database/schema.ts'
import type { Draft } from './draft.ts'

/** The key under which a draft is to be sealed. */
export type KeyRequest =
  /** Of a subject that callers refer to. */
  | (LookupRequest & { readonly decision: string; readonly year: number })
  /** Of a new subject, drawn beforehand so that planning twice plans the same. */
  | { readonly subject: string; readonly decision: string; readonly year: number }
  /** The key of the decision that an event is about. */
  | { readonly key: string }

/** What a key is needed for: a decision about a subject by reference or, if none came, about a new one. */
export interface KeyPurpose {
  readonly realm?: string | undefined
  readonly subjectRef?: string | undefined
  readonly decision: string
  readonly year: number
}

/** The request for the key of a decision. A new subject is drawn here. */
export const buildKeyRequest = (
  { realm, subjectRef, decision, year }: KeyPurpose,
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): Exclude<KeyRequest, { readonly key: string }> =>
  subjectRef === undefined
    ? { subject: drawKeyId(random), decision, year }
    : { ...lookUpReference(keys, realm, subjectRef), decision, year }

/** What has to be read of the keys to plan these requests. */
export const buildKeyLookup = (requests: readonly KeyRequest[]): KeyLookup => ({
  lookups: [...new Set(requests.flatMap(request => ('lookups' in request ? request.lookups : [])))],
  subjects: [...new Set(requests.flatMap(request => ('subject' in request ? [request.subject] : [])))],
  keys: [...new Set(requests.flatMap(request => ('key' in request ? [request.key] : [])))],
})

/** Rows of the keys: what there is, or what is to be inserted. */
export interface KeyRows {
  readonly subjects: readonly SubjectRow[]
  readonly dataKeys: readonly DataKeyRow[]
}

/** What there has to be read before keys can be planned. */
export interface KeyLookup {
  readonly lookups: readonly string[]
  /** Subjects that are known already; those found by a lookup are wanted too. */
  readonly subjects: readonly string[]
  /** Data keys wanted by their own id. */
  readonly keys: readonly string[]
}

/** The keys as the database has them, read in this connection or transaction. */
export const selectKeys = (db: Kysely<Schema>, { lookups, subjects, keys }: KeyLookup): Query<KeyRows> => {
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
        subjects: known.map(readSubjectRow),
        dataKeys: ofKeys.flatMap(({ rows }) => rows as readonly DataKeyRow[]),
      }
    },
  }
}

/** Adds keys; what is there already (by subject, decision and year) is left as it is. */
export const insertKeys = (db: Kysely<Schema>, { subjects, dataKeys }: KeyRows): Query<void> => {
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

/** The requests of those drafts that are sealed, once the year is known. `of`: the drafts; all of them if it is left out. */
type RequestsOfYear = (year: number, of?: readonly Draft[]) => readonly KeyRequest[]

/** A request for each draft that is sealed. Subjects are drawn here, so that planning twice plans the same. */
export const buildKeyRequests = (
  drafts: readonly Draft[],
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): RequestsOfYear => {
  const requests = new Map<Draft, (year: number) => KeyRequest>()
  for (const draft of drafts) {
    const under = draft.sealed?.under
    if (under === undefined) continue
    if ('key' in under) requests.set(draft, () => ({ key: under.key }))
    else if ('subject' in under) requests.set(draft, year => ({ year, ...under }))
    else {
      const request = buildKeyRequest({ ...under, realm: draft.clear.realm, year: 0 }, keys, random)
      requests.set(draft, year => ({ ...request, year }))
    }
  }
  return (year, of = drafts) => of.flatMap(draft => requests.get(draft)?.(year) ?? [])
}

/** What a draft is sealed under. */
export interface SealingKey {
  readonly row: DataKeyRow
  /** Binds the payload to the reference that it came with; undefined if it came with none. See `computeTag`. */
  readonly tag: string | undefined
}

interface KeyPlan {
  /** What has to be durable before anything is sealed under it; empty if everything was there. */
  readonly inserts: KeyRows
  /** By the requests, what each is sealed under; undefined if the key of the decision was erased. */
  readonly under: readonly (SealingKey | undefined)[]
}

/**
 * Plans the keys of a batch: which subjects and data keys are to be inserted, and under which key each draft is sealed. Reads
 * and writes nothing. `stored` is what the database answers to `buildKeyLookup(requests)`; planned again over what was inserted, the
 * same requests need no insert. Throws (`isLinkChanged`) if the row of a reference was changed, so that it may lead to another child.
 */
export const planKeys = (
  requests: readonly KeyRequest[],
  stored: KeyRows,
  keys: Pick<DeploymentKeys, 'wrapping' | 'binding'>,
  random: Random,
): KeyPlan => {
  const inserts = { subjects: [] as SubjectRow[], dataKeys: [] as DataKeyRow[] }
  const subjects = new Map<string, SubjectRow[]>()
  for (const row of stored.subjects) subjects.set(row.lookup, [...(subjects.get(row.lookup) ?? []), row])
  const byPlace = new Map(stored.dataKeys.map(one => [nameKeyPlace(one), one]))
  const byKey = new Map(stored.dataKeys.map(one => [one.key, one]))
  const rowOf = (request: LookupRequest): SubjectRow => {
    const known = chooseRow(
      request.lookups.flatMap(lookup => subjects.get(lookup) ?? []),
      request,
    )
    if (known !== undefined && !isBound(keys, known)) throw createLinkChanged(known.subject)
    if (known !== undefined) return known
    const { realm, lookups } = request
    const link = { realm, lookup: lookups[0], subject: drawKeyId(random) }
    const row = { ...link, bound: computeBinding(keys, link) }
    return addTo(subjects, row.lookup, [row], () => inserts.subjects.push(row))[0]!
  }
  const dataKeyOf = (subject: string, decision: string, year: number): DataKeyRow => {
    const name = nameKeyPlace({ subject, decision, year })
    const known = byPlace.get(name)
    if (known !== undefined) return known
    const place = { key: drawKeyId(random), subject, decision, year }
    const row = { ...place, wrapped: drawWrappedKey(keys, place, random) }
    return addTo(byPlace, name, row, one => inserts.dataKeys.push(one))
  }
  const under = requests.map((request): SealingKey | undefined => {
    if ('key' in request) {
      const row = byKey.get(request.key)
      return row && { row, tag: undefined }
    }
    const { decision, year } = request
    if ('subject' in request) return { row: dataKeyOf(request.subject, decision, year), tag: undefined }
    const link = rowOf(request)
    return { row: dataKeyOf(link.subject, decision, year), tag: computeTag(keys, link) }
  })
  return { inserts, under }
}

const nameKeyPlace = ({ subject, decision, year }: Omit<DataKeyRow, 'key' | 'wrapped'>): string =>
  `${subject} ${decision} ${year}`

const addTo = <K, V>(map: Map<K, V>, key: K, value: V, note: (value: V) => void): V => {
  map.set(key, value)
  note(value)
  return value
}

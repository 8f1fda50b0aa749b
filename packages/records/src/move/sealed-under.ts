import type { Kysely } from 'kysely'
import { isRetired, restoreName, selectDataKeys } from '../crypto/data-keys.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import { unwrapKey } from '../crypto/seal.ts'
import type { DataKeyRow, RecordRow, Schema } from '../database/schema.ts'
import { isErasedBy, type LoggedErasure, readErasure } from '../log/erasures.ts'
import { type Reseal, readSeal, type Seal, selectReseals } from '../log/seals.ts'

/** What is sealed does not open, so that it cannot be sealed again. */
export const contentsLost = new Error('The contents of a record that is to be sealed again do not open')

/** A record whose contents are sealed under a key now. */
export interface SealedRecord {
  /** The record that they are the contents of. */
  readonly row: RecordRow
  /** The record that holds them under the key, if that is another. */
  readonly again: Reseal | undefined
  /** The decision that it is or is about. */
  readonly decision: string
}

interface Looking {
  readonly db: Kysely<Schema>
  readonly keys: Pick<DeploymentKeys, 'wrapping'>
}

const idsAtOnce = 1_000

const selectRows = async (db: Kysely<Schema>, ids: readonly string[]): Promise<readonly RecordRow[]> => {
  const found: RecordRow[] = []
  for (let from = 0; from < ids.length; from += idsAtOnce)
    found.push(
      ...(await db
        .selectFrom('records')
        .selectAll()
        .where('id', 'in', ids.slice(from, from + idsAtOnce))
        .execute()),
    )
  return found.sort((one, other) => one.seq - other.seq)
}

/** Rows whose envelope names a key; its digits stand there as they are. */
const queryNaming = (db: Kysely<Schema>, { key, subject }: DataKeyRow) =>
  db.selectFrom('records').where('subject', '=', subject).where('envelope', 'like', `%"key":"${key}"%`)

interface Held {
  readonly id: string
  /** The newest record that holds the contents under the key. */
  readonly seq: number
  /** Where they were sealed again since, in the order of the log. */
  readonly later: readonly (Reseal & Partial<Seal>)[]
}

const findHeldUnder = async (db: Kysely<Schema>, key: DataKeyRow) => {
  const rows = await queryNaming(db, key).select(['seq', 'id', 'type', 'about']).orderBy('seq').execute()
  const newest = new Map(rows.map(row => [row.type === 'resealed' ? row.about! : row.id, row.seq]))
  const reseals = await selectReseals(db, [...newest.keys()])
  const later = new Map<string, Held['later']>()
  for (const one of reseals)
    if (one.seq > newest.get(one.about!)!)
      later.set(one.about!, [...(later.get(one.about!) ?? []), { ...one, ...readSeal(one.envelope) }])
  const held = [...newest].map(([id, seq]): Held => ({ id, seq, later: later.get(id) ?? [] }))
  return { held, bySeq: new Map(reseals.map(one => [one.seq, one])) }
}

const selectErasures = async (db: Kysely<Schema>, subjects: readonly string[]): Promise<readonly LoggedErasure[]> => {
  const rows = db
    .selectFrom('records')
    .select('envelope')
    .where('subject', 'in', [...subjects])
  return (await rows.where('type', '=', 'erased').execute()).flatMap(row => readErasure(row.envelope) ?? [])
}

/** Those that were erased since, by the newest place that they were sealed in. */
const findErased = async (db: Kysely<Schema>, held: readonly Held[], key: DataKeyRow): Promise<ReadonlySet<string>> => {
  const { year } = key
  const decision = isRetired(key) ? restoreName(key.decision) : key.decision
  const places = held.map(({ id, seq, later }) => {
    const now = later.at(-1)
    return { id, seq: now?.seq ?? seq, subject: now?.subject ?? key.subject, decision, year }
  })
  const erasures = await selectErasures(db, [...new Set(places.map(one => one.subject))])
  const isErased = (place: (typeof places)[number]) =>
    erasures.some(one => one.subject === place.subject && isErasedBy(one, place))
  return new Set(places.filter(isErased).map(one => one.id))
}

/** Which of these keys are there. Throws `contentsLost` if one is and does not open: what it seals may be had by an older key alone. */
const findKeysThere = async ({ db, keys }: Looking, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await selectDataKeys(db, ids)
  if (rows.some(row => !unwrapKey(keys, row).ok)) throw contentsLost
  return new Set(rows.map(row => row.key))
}

/**
 * Everything that is sealed under a key and is to be had by no newer one, in the order of the log. What was sealed again since is not
 * among it, unless the key that it went under is not there, as in a backup of the keys that is older; nor is what was erased.
 */
export const findSealedUnder = async (looking: Looking, key: DataKeyRow): Promise<readonly SealedRecord[]> => {
  const { db } = looking
  const { held, bySeq } = await findHeldUnder(db, key)
  if (held.length === 0) return []
  const erased = await findErased(db, held, key)
  const wanted = held.filter(one => !erased.has(one.id))
  const there = await findKeysThere(
    looking,
    wanted.flatMap(one => one.later.flatMap(again => again.key ?? [])),
  )
  const here = wanted.filter(({ later }) => !later.some(again => there.has(again.key ?? '')))
  const seqs = new Map(here.map(({ id, seq }) => [id, seq]))
  const rows = await selectRows(db, [...seqs.keys()])
  return rows.map(row => ({ row, again: bySeq.get(seqs.get(row.id)!), decision: row.about ?? row.id }))
}

import type { Kysely } from 'kysely'
import { buildKeyChain, type KeyChain, type Rotation, readRotation } from '../checkpoint/key-chain.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../model/envelope.ts'
import type { RecordType } from '../model/events.ts'
import { readEnvelope } from '../model/read-envelope.ts'

/** The events of a type. SQLite takes the index of events only if its own condition stands there too, and else reads every decision. */
export const queryEvents = (db: Kysely<Schema>, type: Exclude<RecordType, 'evaluated'>) =>
  db.selectFrom('records').where('type', '=', type).where('type', '<>', 'evaluated')

/** The seq of the newest event of these types; -1 if there is none. */
export const selectNewestSeq = async (
  db: Kysely<Schema>,
  types: readonly Exclude<RecordType, 'evaluated'>[],
): Promise<number> => {
  const { newest } = await db
    .selectFrom('records')
    .select(eb => eb.fn.max('seq').as('newest'))
    .where('type', 'in', types)
    .where('type', '<>', 'evaluated')
    .executeTakeFirstOrThrow()
  return newest ?? -1
}

/** What the log says of the references that were bound when its records were brought up to date. */
interface RecordedBinding {
  readonly seq: number
  readonly subjects: NonNullable<Envelope['subjects']>
}

/** What was recorded of the binding of references; undefined: nothing yet, or they were bound since the first record. */
export const selectBinding = async (db: Kysely<Schema>): Promise<RecordedBinding | undefined> => {
  const row = await queryEvents(db, 'subjects-bound')
    .select(['seq', 'envelope'])
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  const { subjects } = row === undefined ? {} : (JSON.parse(row.envelope) as Envelope)
  return row === undefined || subjects === undefined ? undefined : { seq: row.seq, subjects }
}

/** What a client recorded before a place in the log was given to a realm. */
export interface Split {
  readonly client: string
  readonly realm: string
  /** Of the record that says so: it speaks of those before it. */
  readonly before: number
}

/** Every split that the log says, in its order. There are few: one for each client that was given a realm afterwards. */
export const selectSplits = async (db: Kysely<Schema>): Promise<readonly Split[]> => {
  const rows = await queryEvents(db, 'realm-split').select(['seq', 'envelope']).orderBy('seq').execute()
  return rows.flatMap(({ seq, envelope }) => {
    const { split } = JSON.parse(envelope) as Envelope
    return split === undefined ? [] : [{ ...split, before: seq }]
  })
}

/** The checkpoints that the log was let to differ from, in the order of its records. */
export const selectOverrides = async (db: Kysely<Schema>): Promise<readonly NonNullable<Envelope['overridden']>[]> => {
  const rows = await queryEvents(db, 'checkpoint-overridden').select('envelope').orderBy('seq').execute()
  return rows.flatMap(({ envelope }) => {
    const read = readEnvelope(envelope)
    return read.ok && read.value.overridden !== undefined ? [read.value.overridden] : []
  })
}

/** Every replacement of the signing key that the log records, in its order. There are few. */
export const selectRotations = async (db: Kysely<Schema>): Promise<readonly Rotation[]> => {
  const rows = await queryEvents(db, 'keys-rotated').select(['seq', 'envelope']).orderBy('seq').execute()
  return rows.flatMap(({ seq, envelope }) => {
    const read = readEnvelope(envelope)
    return read.ok ? (readRotation(seq, read.value.rotated) ?? []) : []
  })
}

interface Signed {
  readonly database: Pick<RecordsDatabase, 'db'>
  readonly signer: { readonly verifierKey: string }
}

const renderKeys = ({ periods }: KeyChain): string => periods.map(one => one.text).join('\n')

/**
 * The verifier keys of the log as it stands now: C2SP `name+id+key`, a line each, the oldest first. There is more than one if the
 * signing key was replaced.
 */
export const verifierKeysOf = async ({ database, signer }: Signed): Promise<string> =>
  renderKeys(buildKeyChain(signer.verifierKey, await selectRotations(database.db)))

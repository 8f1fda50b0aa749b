import type { Kysely } from 'kysely'
import { type KeyChain, keyChain, type Rotation, rotationIn } from '../checkpoint/key-chain.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { readEnvelope } from '../opening/envelope.ts'

/** Every replacement of the signing key that the log records, in its order. There are few. */
export const rotationsIn = async (db: Kysely<Schema>): Promise<readonly Rotation[]> => {
  const rows = await db
    .selectFrom('records')
    .select(['seq', 'envelope'])
    .where('type', '=', 'keys-rotated')
    // SQLite takes the index of events only if its own condition stands there.
    .where('type', '<>', 'evaluated')
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ seq, envelope }) => {
    const read = readEnvelope(envelope)
    return read.ok ? (rotationIn(seq, read.value.rotated) ?? []) : []
  })
}

interface Signed {
  readonly database: Pick<RecordsDatabase, 'db'>
  readonly signer: { readonly verifierKey: string }
}

const textOf = ({ stretches }: KeyChain): string => stretches.map(one => one.text).join('\n')

/**
 * The verifier keys of the log as it stands now: C2SP `name+id+key`, a line each, the oldest first. There is more than one if the
 * signing key was replaced.
 */
export const verifierKeysOf = async ({ database, signer }: Signed): Promise<string> =>
  textOf(keyChain(signer.verifierKey, await rotationsIn(database.db)))

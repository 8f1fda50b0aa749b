import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import type { Draft } from '../keeping/draft.ts'
import { readEnvelope } from '../opening/envelope.ts'
import type { Conflict } from './hold.ts'

/** The checkpoints that the log was let to differ from, in the order of its records. */
export const overriddenIn = async (db: Kysely<Schema>): Promise<readonly NonNullable<Envelope['overridden']>[]> => {
  const rows = await db
    .selectFrom('records')
    .select('envelope')
    .where('type', '=', 'checkpoint-overridden')
    // SQLite takes the index of events only where its own condition stands.
    .where('type', '<>', 'evaluated')
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ envelope }) => {
    const read = readEnvelope(envelope)
    return read.ok && read.value.overridden !== undefined ? [read.value.overridden] : []
  })
}

/** The record that somebody let the log go on though its second place knows another. */
export const overriddenDraft = ({ size, root }: Conflict, id: string): Draft => ({
  clear: {
    id,
    type: 'checkpoint-overridden',
    client: 'local',
    overridden: { size, ...(root === undefined ? {} : { root }) },
  },
})

/** What somebody should know of such a record. */
export const overriddenWords = ({ seq, size }: { readonly seq: number; readonly size: number }): string =>
  `Record ${seq} says that the log went on though it was not the one of ${size} records that was kept elsewhere: the checkpoints from before are of records that this log no longer has. Callers may hold ids and receipts of decisions among those: compare with their receipts.`

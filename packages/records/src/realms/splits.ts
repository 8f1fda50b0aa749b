import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'

/** What a client recorded before a place in the log was given to a realm. */
export interface Split {
  readonly client: string
  readonly realm: string
  /** Of the record that says so: it speaks of those before it. */
  readonly before: number
}

/** Every split that the log says, in its order. There are few: one for each client that was given a realm afterwards. */
export const splitsIn = async (db: Kysely<Schema>): Promise<readonly Split[]> => {
  const rows = await db
    .selectFrom('records')
    .select(['seq', 'envelope'])
    .where('type', '=', 'realm-split')
    // SQLite takes the index of events only if its own condition stands there.
    .where('type', '<>', 'evaluated')
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ seq, envelope }) => {
    const { split } = JSON.parse(envelope) as Envelope
    return split === undefined ? [] : [{ ...split, before: seq }]
  })
}

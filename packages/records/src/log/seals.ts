import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import { readEnvelope } from '../model/read-envelope.ts'

/** A record that holds again what another held. */
export type Reseal = Pick<RecordRow, 'seq' | 'id' | 'about' | 'envelope' | 'payload'>

// A query of SQLite takes 32,766 parameters.
const idsAtOnce = 10_000

/** The records that hold again what these held, as when a decision was moved, in the order of the log. */
export const selectReseals = async (db: Kysely<Schema>, ids: readonly string[]): Promise<readonly Reseal[]> => {
  const found: Reseal[] = []
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await db
      .selectFrom('records')
      .select(['seq', 'id', 'about', 'envelope', 'payload'])
      .where('about', 'in', ids.slice(from, from + idsAtOnce))
      .where('type', '=', 'resealed')
      .orderBy('seq')
      .execute()
    found.push(...rows)
  }
  return found
}

/** For each of these records that was sealed again: the newest record that holds what it held. */
export const selectNewestReseals = async (
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Reseal>> => new Map((await selectReseals(db, ids)).map(row => [row.about!, row]))

/** Under which key the contents of a record are sealed now, and whose. */
export interface Seal {
  readonly subject: string
  readonly key: string
}

/** What an envelope says of it, as far as it can be read. */
export const readSeal = (envelope: string): Partial<Seal> => {
  const read = readEnvelope(envelope)
  const { subject, key } = read.ok ? read.value : {}
  return { ...(subject === undefined ? {} : { subject }), ...(key === undefined ? {} : { key }) }
}

/** The seal of each record that has one that can be read: its own, or that of the newest record that holds its contents again. */
export const selectSeals = async (
  db: Kysely<Schema>,
  rows: readonly Pick<RecordRow, 'id' | 'envelope'>[],
): Promise<ReadonlyMap<string, Seal>> => {
  const again = await selectNewestReseals(
    db,
    rows.map(row => row.id),
  )
  const seals = new Map<string, Seal>()
  for (const row of rows) {
    const { subject, key } = readSeal(again.get(row.id)?.envelope ?? row.envelope)
    if (subject !== undefined && key !== undefined) seals.set(row.id, { subject, key })
  }
  return seals
}

/** Undefined: it has none that can be read. */
export const selectSeal = async (
  db: Kysely<Schema>,
  row: Pick<RecordRow, 'id' | 'envelope'>,
): Promise<Seal | undefined> => (await selectSeals(db, [row])).get(row.id)

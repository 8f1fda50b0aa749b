import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import { readEnvelope } from '../opening/envelope.ts'
import { newestReseals } from '../opening/reseals.ts'

/** Under which key the contents of a record are sealed now, and whose. */
export interface Seal {
  readonly subject: string
  readonly key: string
}

/** What an envelope says of it, as far as it can be read. */
export const sealIn = (envelope: string): Partial<Seal> => {
  const read = readEnvelope(envelope)
  const { subject, key } = read.ok ? read.value : {}
  return { ...(subject === undefined ? {} : { subject }), ...(key === undefined ? {} : { key }) }
}

/** The seal of each record that has one that can be read: its own, or that of the newest record that holds its contents again. */
export const sealsOf = async (
  db: Kysely<Schema>,
  rows: readonly Pick<RecordRow, 'id' | 'envelope'>[],
): Promise<ReadonlyMap<string, Seal>> => {
  const again = await newestReseals(
    db,
    rows.map(row => row.id),
  )
  const seals = new Map<string, Seal>()
  for (const row of rows) {
    const { subject, key } = sealIn(again.get(row.id)?.envelope ?? row.envelope)
    if (subject !== undefined && key !== undefined) seals.set(row.id, { subject, key })
  }
  return seals
}

/** Undefined: it has none that can be read. */
export const sealOf = async (db: Kysely<Schema>, row: Pick<RecordRow, 'id' | 'envelope'>): Promise<Seal | undefined> =>
  (await sealsOf(db, [row])).get(row.id)

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

/** The seal of a record: its own, or that of the newest record that holds its contents again. Undefined: it has none that can be read. */
export const sealOf = async (
  db: Kysely<Schema>,
  row: Pick<RecordRow, 'id' | 'envelope'>,
): Promise<Seal | undefined> => {
  const again = (await newestReseals(db, [row.id])).get(row.id)
  const { subject, key } = sealIn(again?.envelope ?? row.envelope)
  return subject === undefined || key === undefined ? undefined : { subject, key }
}

import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { DataKeyRow } from '../keys/key-rows.ts'
import { newestReseals } from '../opening/reseals.ts'

/** A record whose contents are sealed under a key now. */
export interface SealedRecord {
  /** The record that they are the contents of. */
  readonly row: RecordRow
  /** The decision that it is or is about. */
  readonly decision: string
}

const idsAtOnce = 1_000

const rowsBy = async (db: Kysely<Schema>, ids: readonly string[]): Promise<readonly RecordRow[]> => {
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
const naming = (db: Kysely<Schema>, { key, subject }: DataKeyRow) =>
  db.selectFrom('records').where('subject', '=', subject).where('envelope', 'like', `%"key":"${key}"%`)

/** Everything that is sealed under a key and was not sealed again under another since, in the order of the log. */
export const sealedUnder = async (db: Kysely<Schema>, key: DataKeyRow): Promise<readonly SealedRecord[]> => {
  const rows = await naming(db, key).select(['seq', 'id', 'type', 'about']).orderBy('seq').execute()
  const held = new Map(rows.map(row => [row.type === 'resealed' ? row.about! : row.id, row.seq]))
  const again = await newestReseals(db, [...held.keys()])
  const here = [...held].filter(([id, seq]) => (again.get(id)?.seq ?? seq) <= seq).map(([id]) => id)
  return (await rowsBy(db, here)).map(row => ({ row, decision: row.about ?? row.id }))
}

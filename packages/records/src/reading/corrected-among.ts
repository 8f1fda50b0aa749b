import type { RecordRow } from '../database/schema.ts'
import type { Records } from '../records.ts'

/** The ids of those of these decisions of which a person recorded that they were recorded in error. */
export const correctedAmong = async (
  { database: { db } }: Pick<Records, 'database'>,
  rows: readonly Pick<RecordRow, 'id' | 'type'>[],
): Promise<ReadonlySet<string | null>> => {
  const ids = rows.flatMap(({ id, type }) => (type === 'evaluated' ? [id] : []))
  if (ids.length === 0) return new Set()
  const found = db.selectFrom('records').select('about').where('about', 'in', ids).where('type', '=', 'corrected')
  return new Set((await found.execute()).map(one => one.about))
}

import type { Records } from '@virtual-school/records'
import { sql } from 'kysely'

/** Changes a stored record (SQLite’s) behind the back of the log. */
export const damageRecord = async ({ database: { db } }: Pick<Records, 'database'>, id: string): Promise<void> => {
  await sql.raw('drop trigger records_no_update').execute(db)
  await db.updateTable('records').set({ envelope: '{"v":1' }).where('id', '=', id).execute()
}

import type { RecordsDatabase } from '../database/open.ts'
import { readHead } from './head.ts'

/** The signed checkpoint of the log as it stands, and over how many records it is; its note is empty where there are none. */
export const latestCheckpoint = async ({
  db,
}: Pick<RecordsDatabase, 'db'>): Promise<{ size: number; note: string }> => {
  const { size, note } = await readHead(db)
  return { size, note }
}

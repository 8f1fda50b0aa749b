import { statfs } from 'node:fs/promises'
import type { RecordsDatabase } from './open.ts'
import { recordsFault } from './records-fault.ts'

/** A batch of 200 records takes about one; SQLite’s log of changes grows to sixteen. */
const leastBytes = 8 * 1024 * 1024

/** Rejects where the disk of SQLite’s files has hardly any room left. PostgreSQL looks after its own. */
export const checkRoom = async ({ directory }: Pick<RecordsDatabase, 'directory'>): Promise<void> => {
  if (directory === undefined) return
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize < leastBytes) throw recordsFault('RECORDS_DISK_LOW', 'records.sqlite')
}

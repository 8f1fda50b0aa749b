import { cp, rm } from 'node:fs/promises'

const isGone = (error: NodeJS.ErrnoException): boolean => {
  if (error.code !== 'ENOENT') throw error
  return false
}

/**
 * Copies a directory of SQLite's files that nobody writes to. libsql lets go of files when its objects are collected, so SQLite may take
 * files of its own away just while they are copied: then all is copied again.
 */
export const copySqlite = async (from: string, to: string): Promise<void> => {
  const copied = () => cp(from, to, { recursive: true }).then(() => true, isGone)
  while (!(await copied())) await rm(to, { recursive: true, force: true })
}

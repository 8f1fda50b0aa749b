import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'libsql'

const ownerOnly = { directory: 0o700, file: 0o600 } as const

/** What belongs to somebody else, such as a mounted volume, keeps the mode they gave it. */
const restrict = (path: string, mode: number): void => {
  try {
    chmodSync(path, mode)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}

/** Made before SQLite opens it, so that it is never readable by others; SQLite gives the files beside it the same mode. */
const privateFile = (path: string): string => {
  closeSync(openSync(path, 'a', ownerOnly.file))
  restrict(path, ownerOnly.file)
  return path
}

/** So that a new directory is still there after a power cut. SQLite sees to what is in it. */
const syncDirectory = (path: string): void => {
  let opened: number
  try {
    opened = openSync(path, 'r')
  } catch {
    // Not every system opens directories, nor lets everybody read them.
    return
  }
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

const privateDirectory = (directory: string): void => {
  mkdirSync(directory, { recursive: true, mode: ownerOnly.directory })
  restrict(directory, ownerOnly.directory)
  syncDirectory(dirname(resolve(directory)))
}

const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`

const settings = [
  ...['main', 'keys'].flatMap(file => [`${file}.journal_mode = WAL`, `${file}.synchronous = FULL`]),
  'main.cache_size = -32000',
  // 16 MiB. Each time the log of changes is put into the file, everybody waits for the disk: with SQLite’s own 1,000 pages that is seen in one answer in a hundred.
  'main.wal_autocheckpoint = 4000',
  'secure_delete = ON',
  'case_sensitive_like = ON',
  'trusted_schema = OFF',
]

/**
 * The two files of a directory, `records.sqlite` and `keys.sqlite`, as one connection; the second is attached as `keys`.
 * What is not there is made.
 */
export const openFiles = (directory: string, busyTimeout: number): Database.Database => {
  privateDirectory(directory)
  const keys = privateFile(join(directory, 'keys.sqlite'))
  const database = new Database(privateFile(join(directory, 'records.sqlite')))
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`)
    database.exec(`ATTACH ${textLiteral(keys)} AS keys`)
    for (const setting of settings) database.exec(`PRAGMA ${setting}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

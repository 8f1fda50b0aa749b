import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

const ownerOnly = { directory: 0o700, file: 0o600 } as const

/** Made before SQLite opens it, so that it is never readable by others; SQLite gives the files beside it the same mode. */
const privateFile = (path: string): string => {
  closeSync(openSync(path, 'a', ownerOnly.file))
  chmodSync(path, ownerOnly.file)
  return path
}

const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * The two files of a directory, `records.sqlite` and `keys.sqlite`, as one connection; the second is attached as `keys`.
 * What is not there is made.
 */
export const openFiles = (directory: string, busyTimeout: number): Database.Database => {
  mkdirSync(directory, { recursive: true, mode: ownerOnly.directory })
  chmodSync(directory, ownerOnly.directory)
  const keys = privateFile(join(directory, 'keys.sqlite'))
  const database = new Database(privateFile(join(directory, 'records.sqlite')))
  database.exec(`PRAGMA busy_timeout = ${busyTimeout}`)
  database.exec(`ATTACH ${textLiteral(keys)} AS keys`)
  for (const file of ['main', 'keys']) {
    database.exec(`PRAGMA ${file}.journal_mode = WAL`)
    database.exec(`PRAGMA ${file}.synchronous = FULL`)
  }
  database.exec('PRAGMA secure_delete = ON; PRAGMA case_sensitive_like = ON; PRAGMA trusted_schema = OFF')
  return database
}

import { accessSync, chmodSync, closeSync, constants, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { errorCode } from '@virtual-school/rules/internal'
import Database from 'libsql'
import { createRecordsFault } from '../faults/errors.ts'
import type { FileIds } from './own-files.ts'

const ownerOnly = { directory: 0o700, file: 0o600 } as const
const names = { records: 'records.sqlite', keys: 'keys.sqlite' } as const

/** Where SQLite’s files are. */
export interface SqlitePlace {
  readonly directory: string
  /** Only opens what is there, as a second connection of a process does: makes no file and changes no mode. */
  readonly mustExist?: boolean
  /** The files have to be these. */
  readonly same?: FileIds
}

/** What belongs to somebody else, such as a mounted volume, keeps the mode they gave it. By path: nothing is opened. */
const restrict = (path: string, mode: number): void => {
  try {
    chmodSync(path, mode)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error
  }
}

/** So that a new name is still there after a power cut. SQLite sees to what is in the files. */
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

const makePrivateDirectory = (directory: string): void => {
  mkdirSync(directory, { recursive: true, mode: ownerOnly.directory })
  restrict(directory, ownerOnly.directory)
  syncDirectory(dirname(resolve(directory)))
}

const readSize = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.size

/** One of the two files without the other is no new log: making the other again would hide that it is gone. */
const refuseHalf = (directory: string): void => {
  const [records, keys] = [readSize(join(directory, names.records)), readSize(join(directory, names.keys))]
  if (records === undefined && keys !== undefined && keys > 0)
    throw createRecordsFault('RECORDS_FILE_MISSING', names.records)
  if (keys === undefined && records !== undefined && records > 0)
    throw createRecordsFault('RECORDS_FILE_MISSING', names.keys)
}

/**
 * Makes a file, for its owner alone, before SQLite opens it; SQLite gives the files beside it the same mode. With “wx” a file
 * that is there is never opened: closing any descriptor of it would drop every lock that this process has on it.
 */
const makeFile = (path: string): string => {
  try {
    closeSync(openSync(path, 'wx', ownerOnly.file))
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  restrict(path, ownerOnly.file)
  return path
}

const prepareFiles = ({ directory, mustExist = false }: SqlitePlace): { records: string; keys: string } => {
  const paths = { records: join(directory, names.records), keys: join(directory, names.keys) }
  if (!mustExist) {
    makePrivateDirectory(directory)
    refuseHalf(directory)
    makeFile(paths.keys)
    makeFile(paths.records)
  }
  for (const path of Object.values(paths)) accessSync(path, constants.R_OK | constants.W_OK)
  return paths
}

const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

const settings = [
  ...['main', 'keys'].flatMap(file => [`${file}.journal_mode = WAL`, `${file}.synchronous = FULL`]),
  'main.cache_size = -32000',
  // 16 MiB. Each time the log of changes is put into the file, everybody waits for the disk: with SQLite’s own 1,000 pages that is seen in one answer in a hundred.
  'main.wal_autocheckpoint = 4000',
  'secure_delete = ON',
  'case_sensitive_like = ON',
  'trusted_schema = OFF',
]

/** libsql tells only in words that it could not open a file, and has the path in them. */
const connect = (path: string): Database.Database => {
  try {
    return new Database(path)
  } catch {
    throw Object.assign(new Error('The file could not be opened'), { code: 'SQLITE_CANTOPEN' })
  }
}

/**
 * The two files of a directory, `records.sqlite` and `keys.sqlite`, as one connection; the second is attached as `keys`.
 * What is not there is made. Both have been read from, so that their logs of changes and their locks are there too.
 */
export const openFiles = (place: SqlitePlace, busyTimeout: number): Database.Database => {
  const { records, keys } = prepareFiles(place)
  const database = connect(records)
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`)
    database.exec(`ATTACH ${quoteText(keys)} AS keys`)
    for (const setting of settings) database.exec(`PRAGMA ${setting}`)
    for (const file of ['main', 'keys']) database.exec(`SELECT count(*) FROM ${file}.sqlite_schema`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

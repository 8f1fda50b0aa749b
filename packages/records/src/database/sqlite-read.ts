import { accessSync, constants, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'

/** A file, and what lies beside it. */
interface Found {
  readonly path: string
  readonly file: Stats
  /** The log of changes (`-wal`) that belongs to it. */
  readonly changes: Stats | undefined
  readonly hasIndexOfChanges: boolean
}

const readStats = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

const mayBeRead = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

const find = (path: string): Found | undefined => {
  const file = readStats(path)
  if (file === undefined) return undefined
  return { path, file, changes: readStats(`${path}-wal`), hasIndexOfChanges: readStats(`${path}-shm`) !== undefined }
}

/**
 * How a file is opened so that reading leaves no trace: no byte, mode or time of the files is changed and nothing is made
 * beside them, so that a folder which may only be read is enough.
 * - `still`: there is no log of changes. The file alone is all there is, and is read as one that nobody writes.
 * - `shared`: a log of changes with its index; somebody has the files open, or was killed. The index is read and never written.
 * - `alone`: a log of changes without its index; a copy was taken without it, and so nobody has it open. The index is worked
 *   out in memory, which SQLite does for a file that nobody else may lock.
 */
type Manner = 'still' | 'shared' | 'alone'

const chooseManner = ({ changes, hasIndexOfChanges }: Found): Manner => {
  if (changes === undefined || changes.size === 0) return 'still'
  return hasIndexOfChanges ? 'shared' : 'alone'
}

const queries: Readonly<Record<Manner, string>> = {
  still: 'immutable=1',
  shared: 'mode=ro&readonly_shm=1',
  alone: `mode=ro&vfs=${process.platform === 'win32' ? 'win32-none' : 'unix-none'}`,
}

const buildAddress = (found: Found): string => `${pathToFileURL(found.path).href}?${queries[chooseManner(found)]}`
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

const settings = [
  'query_only = ON',
  // If the schema was damaged, what is left of it can be read and said.
  'writable_schema = ON',
  'cell_size_check = ON',
  'case_sensitive_like = ON',
  'trusted_schema = OFF',
]

interface FilesToRead {
  readonly open: () => Database.Database
  /** Whether somebody has written since to a file that was opened as one that nobody writes. */
  readonly wereWritten: () => boolean
}

const wasWritten = (before: Found): boolean => {
  if (chooseManner(before) !== 'still') return false
  const now = find(before.path)
  const isStill = now !== undefined && chooseManner(now) === 'still'
  return !isStill || now.file.mtimeMs !== before.file.mtimeMs || now.file.ino !== before.file.ino
}

/** How files are locked is said before the first of them is read, which attaching one does. */
const listLockingSettings = (records: Found, keys: Found | undefined): readonly string[] => {
  const [ofRecords, ofKeys] = [records, keys].map(one => one !== undefined && chooseManner(one) === 'alone')
  return [
    ...(ofKeys ? ['locking_mode = EXCLUSIVE'] : []),
    ...(ofKeys || ofRecords ? [`main.locking_mode = ${ofRecords ? 'EXCLUSIVE' : 'NORMAL'}`] : []),
  ]
}

/** The files of a directory, to be read alone: `records.sqlite`, and `keys.sqlite` if it is there and may be read. */
export const openFilesToRead = (directory: string): FilesToRead => {
  const records = find(join(directory, 'records.sqlite'))
  if (records === undefined) throw Object.assign(new Error('There is no records.sqlite'), { code: 'ENOENT' })
  const keysPath = join(directory, 'keys.sqlite')
  const keys = mayBeRead(keysPath) ? find(keysPath) : undefined
  const open = () => {
    const database = new Database(buildAddress(records))
    try {
      for (const setting of listLockingSettings(records, keys)) database.exec(`PRAGMA ${setting}`)
      if (keys !== undefined) database.exec(`ATTACH ${quoteText(buildAddress(keys))} AS keys`)
      for (const setting of settings) database.exec(`PRAGMA ${setting}`)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  }
  return { open, wereWritten: () => [records, keys].some(one => one !== undefined && wasWritten(one)) }
}

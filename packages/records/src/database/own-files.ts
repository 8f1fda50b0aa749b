import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createRecordsFault, type RecordsFault } from '../faults/errors.ts'

/** Which files they are, by name: device and inode. */
export type FileIds = Readonly<Record<string, string>>

const names = ['records.sqlite', 'keys.sqlite'].flatMap(name => [name, `${name}-wal`, `${name}-shm`])

/** By path: looking at a file without opening it. */
const readFileId = (path: string): string | undefined => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found && `${found.dev}:${found.ino}`
}

const open = '/proc/self/fd'

/** Whether one of this process’s descriptors holds a lock, as Linux tells it: that too without opening the file. */
const hasLock = (descriptor: string): boolean =>
  /^lock:/m.test(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))

/** The files of these ids on which this process holds a lock; none if the system does not tell. */
const listLocked = (ids: FileIds): readonly string[] => {
  const byId = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  const locked = new Set<string>()
  for (const descriptor of listDescriptors()) {
    try {
      const name = byId.get(readFileId(join(open, descriptor)) ?? '')
      if (name !== undefined && hasLock(descriptor)) locked.add(name)
    } catch {
      // Closed since it was listed, or not to be looked at.
    }
  }
  return [...locked]
}

const listDescriptors = (): readonly string[] => {
  try {
    return readdirSync(open)
  } catch {
    return []
  }
}

/** The files that a connection to SQLite has open. */
export interface OwnFiles {
  readonly ids: FileIds
  /** Throws, and ever after, if a file is no longer found under its name: what is written into it nobody will find. */
  readonly check: () => void
  /** As `check`; throws too if the locks of this process are gone, without which another may delete the files any time. */
  readonly checkLocks: () => void
}

/**
 * Takes note of the files in a directory that a connection has just opened. `same`: those of the first connection of this
 * process, which they have to be. Throws if they are not all there.
 */
export const noteOwnFiles = (directory: string, same?: FileIds): OwnFiles => {
  const found = Object.fromEntries(names.map(name => [name, readFileId(join(directory, name)) ?? '']))
  const ids = same ?? found
  const locked = listLocked(ids)
  let lost: RecordsFault | undefined
  const lose = (fault: RecordsFault): never => {
    lost = fault
    throw fault
  }
  const check = () => {
    if (lost !== undefined) throw lost
    for (const name of names)
      if (readFileId(join(directory, name)) !== ids[name]) lose(createRecordsFault('RECORDS_FILE_GONE', name))
  }
  const checkLocks = () => {
    check()
    const now = listLocked(ids)
    const gone = locked.find(name => !now.includes(name))
    if (gone !== undefined) lose(createRecordsFault('RECORDS_LOCKS_GONE', gone))
  }
  check()
  return { ids, check, checkLocks }
}

/** Of a database that is not in files of ours. */
export const noFiles: OwnFiles = { ids: {}, check: () => {}, checkLocks: () => {} }

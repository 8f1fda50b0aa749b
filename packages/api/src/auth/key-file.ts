import { readFileSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, errorCode, readJson, refused } from '@virtual-school/rules/internal'
import type { Log } from '../log.ts'
import {
  type ApiKeyLookup,
  buildKeyMap,
  findKey,
  type KeyMap,
  type KeyRecord,
  keysDocument,
  listExpiries,
} from './api-keys.ts'

/** A change of the keys: the keys after it and its result, or issues. */
type KeyChange<T> = (keys: readonly KeyRecord[]) => Checked<{ readonly keys: readonly KeyRecord[]; readonly result: T }>

const failure = (thrown: unknown, file: string): Issue => {
  const code = errorCode(thrown) ?? 'unknown'
  return code === 'EEXIST'
    ? {
        code: 'not-allowed-here',
        pointer: '',
        file,
        message: 'Another command is changing the keys. If none is, one was cut short: delete this file and try again.',
      }
    : { code: 'unreadable', pointer: '', file, message: `The keys could not be written (${code}).` }
}

/**
 * Changes the file of keys as a whole or not at all: the new text is written to a file beside it, which then takes its place.
 * That file may exist once, so two commands at the same time cannot lose each other’s change. Issues if the file cannot be used
 * or written.
 */
export const changeKeys = async <T>(dataDirectory: string, change: KeyChange<T>): Promise<Checked<T>> => {
  const file = keyFileIn(dataDirectory)
  const beside = `${file}.new`
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
    const handle = await open(beside, 'wx', 0o600)
    try {
      const held = readKeyFile(file)
      const changed = held.ok ? change(held.value ?? []) : held
      if (!changed.ok) return changed
      await handle.writeFile(`${JSON.stringify({ keys: changed.value.keys }, null, 2)}\n`)
      await handle.sync()
      await rename(beside, file)
      return accepted(changed.value.result)
    } finally {
      await handle.close()
      await rm(beside, { force: true })
    }
  } catch (thrown) {
    return refused([failure(thrown, beside)])
  }
}

const lookEveryMilliseconds = 1_000

/** A text that differs between any two states of the file. */
const fileStamp = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? 'none' : `${found.ino} ${found.size} ${found.ctimeMs}`
}

/**
 * Opens the keys of a file for a running service. Throws, with issues, if the file cannot be used. If it becomes unusable
 * later, that is logged and the old keys stay.
 */
export const openKeyFile = (file: string, clock: () => number, log: Log): ApiKeyLookup => {
  let keys: KeyMap | undefined
  let stamp = ''
  let looked = Number.NEGATIVE_INFINITY

  const read = (): readonly Issue[] => {
    // The stamp first, so that what is written meanwhile is read again.
    stamp = fileStampOrUnreadable(file)
    const found = readKeyFile(file)
    if (!found.ok) return found.issues
    if (found.value !== undefined) keys = buildKeyMap(found.value)
    else if (keys !== undefined)
      return [{ code: 'missing-file', pointer: '', message: 'The file of keys is gone.', file }]
    return []
  }
  const look = (now: number) => {
    // A clock that was put back must not delay a revocation.
    if (now >= looked && now - looked < lookEveryMilliseconds) return
    looked = now
    if (fileStampOrUnreadable(file) === stamp) return
    const issues = read()
    // A file that cannot be used still says that keys are needed.
    if (issues.length > 0) keys ??= new Map()
    if (issues.length === 0) log.info('keys-read', { keys: keys?.size ?? 0 })
    else log.error('keys-not-read', { reasons: issues.map(({ code, message }) => `${code}: ${message}`) })
  }
  const issues = read()
  if (issues.length > 0) throw Object.assign(new Error('The file of keys cannot be used.'), { issues })
  looked = clock()
  return {
    areInForce: () => {
      look(clock())
      return keys !== undefined
    },
    find: token => {
      look(clock())
      return findKey(keys ?? new Map(), token, clock())
    },
    expiries: () => {
      const now = clock()
      look(now)
      return listExpiries(keys ?? new Map(), now)
    },
  }
}

/** A directory that may not be read is a change like any other: reading then says what is wrong. */
const fileStampOrUnreadable = (file: string): string => {
  try {
    return fileStamp(file)
  } catch {
    return 'unreadable'
  }
}

/** The file of keys in a data directory. */
export const keyFileIn = (dataDirectory: string): string => join(dataDirectory, 'keys.json')

const fileLimits = { bytes: 8 * 1024 * 1024, depthLevels: 5, keysCount: 100_000 }

/** Parses the text of a file of keys. */
const parseKeyFile = (text: string, file: string): Checked<readonly KeyRecord[]> => {
  const json = readJson(text, fileLimits)
  if (!json.ok) return { ok: false, issues: json.issues.map(issue => ({ ...issue, file })) }
  const read = keysDocument.safeParse(json.value)
  if (read.success) return accepted(read.data.keys)
  return {
    ok: false,
    issues: read.error.issues.map(({ path, message }) => ({
      code: 'malformed',
      pointer: path.map(part => `/${String(part)}`).join(''),
      message: `The file of keys cannot be used. ${message}`,
      file,
    })),
  }
}

const unreadable = (file: string, thrown: unknown): Issue => ({
  code: 'unreadable',
  pointer: '',
  message: `The file of keys could not be read (${errorCode(thrown) ?? 'unknown'}).`,
  file,
})

/** Reads a file of keys. Undefined: there is no such file. Issues if it cannot be read or used. */
export const readKeyFile = (file: string): Checked<readonly KeyRecord[] | undefined> => {
  try {
    return parseKeyFile(readFileSync(file, 'utf8'), file)
  } catch (thrown) {
    return errorCode(thrown) === 'ENOENT' ? accepted(undefined) : refused([unreadable(file, thrown)])
  }
}

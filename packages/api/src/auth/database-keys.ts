import { rename } from 'node:fs/promises'
import {
  type CallerKey,
  type CallerKeys,
  callerKeys,
  callerKeysMark,
  importCallerKeys,
  type Records,
} from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted, errorCode } from '@virtual-school/rules/internal'
import { type Log, withoutMessage } from '../log.ts'
import { type ApiKeyLookup, buildKeyMap, findKey, type KeyMap, type KeyRecord, listExpiries } from './api-keys.ts'
import { isScope } from './caller.ts'
import { keyFileIn, readKeyFile } from './key-file.ts'

/** The name of a file of keys after its import. It sorts by time, and is allowed on every system. */
const importedName = (file: string, now: Date): string =>
  `${file}.imported-${now.toISOString().replaceAll(/[:.]/g, '-')}`

/**
 * Imports the keys of `keys.json`, once, into the database of the records, and renames the file. It may be interrupted at any
 * point, and run by several processes at the same time. False: there is no such file. Issues if the file cannot be used, or
 * another key has the id of one of its keys; then nothing is done. Rejects if storage fails, or if the file cannot be renamed.
 */
export const importKeyFile = async (dataDirectory: string, records: Records): Promise<Checked<boolean>> => {
  const file = keyFileIn(dataDirectory)
  const held = readKeyFile(file)
  if (!held.ok) return held
  if (held.value === undefined) return accepted(false)
  const imported = await importCallerKeys(records, held.value, { client: 'local' })
  if (!imported.ok) return { ok: false, issues: imported.issues.map(issue => ({ ...issue, file })) }
  try {
    await rename(file, importedName(file, records.now()))
  } catch (thrown) {
    // Another process has renamed it.
    if (errorCode(thrown) !== 'ENOENT') throw thrown
  }
  return accepted(true)
}

/** Keys that are stored with the records. */
export interface DatabaseKeys extends ApiKeyLookup {
  /** Looks for changes from now on, in the background. Gives a function that ends it and waits for what is under way. */
  readonly watch: () => () => Promise<void>
}

interface Parts {
  readonly clock: () => number
  readonly log: Log
  /** Milliseconds between one look and the next: every process knows of a change within a second. */
  readonly every?: number
  /** Milliseconds after which all keys are read though no change is recorded: somebody may have changed the rows. */
  readonly allEvery?: number
}

/** A stored key as the service uses it. A scope that this version does not know allows nothing. */
export const toKeyRecord = (key: CallerKey): KeyRecord => ({ ...key, scopes: key.scopes.filter(isScope) })

type Stored = Pick<Records, 'database' | 'keys'>

/**
 * Opens the keys of the database for a running service. If the database cannot be reached later, the keys that were read last
 * stay, and the log says so. Rejects if they cannot be read now.
 */
export const openDatabaseKeys = async (
  records: Stored,
  { clock, log, every = 500, allEvery = 60_000 }: Parts,
): Promise<DatabaseKeys> => {
  let [keys, mark]: [KeyMap, number] = [new Map(), Number.NaN]
  let [isInForce, isFailing, changedBefore] = [false, false, '']
  let readAt = Number.NEGATIVE_INFINITY

  const take = ({ keys: found, changed }: CallerKeys) => {
    keys = buildKeyMap(found.map(toKeyRecord))
    isInForce ||= found.length + changed.length > 0
    if (changed.join() !== changedBefore && changed.length > 0) log.error('caller-keys-changed', { keys: changed })
    changedBefore = changed.join()
  }
  const read = async (): Promise<boolean> => {
    // The mark first, so that what is recorded meanwhile is read again.
    const newest = await callerKeysMark(records)
    const isNew = newest !== mark
    if (!isNew && Math.abs(clock() - readAt) < allEvery) return false
    take(await callerKeys(records))
    ;[mark, readAt] = [newest, clock()]
    return isNew
  }
  const look = async (): Promise<void> => {
    try {
      if (await read()) log.info('keys-read', { keys: keys.size })
      isFailing = false
    } catch (thrown) {
      if (!isFailing) log.error('keys-not-read', withoutMessage(thrown))
      isFailing = true
    }
  }
  await read()
  return {
    areInForce: () => isInForce,
    find: token => findKey(keys, token, clock()),
    expiries: () => listExpiries(keys, clock()),
    watch: () => repeatedly(look, every),
  }
}

/** Does something again and again, with a pause between. Gives a function that ends it. */
const repeatedly = (act: () => Promise<void>, pause: number): (() => Promise<void>) => {
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let acting: Promise<void> = Promise.resolve()
  const next = () => {
    if (isOver) return
    timer = setTimeout(() => {
      acting = act().then(next)
    }, pause).unref()
  }
  next()
  return () => {
    isOver = true
    clearTimeout(timer)
    return acting
  }
}

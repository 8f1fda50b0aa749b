import {
  addCallerKey,
  type By,
  callerKeys,
  hasRecords,
  type Opening,
  openingIssue,
  type Records,
  recordsFromEnvironment,
  revokeCallerKey,
} from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { version } from '../version.ts'
import type { KeyRecord } from './api-keys.ts'
import { importKeyFile, toKeyRecord } from './database-keys.ts'
import { changeKeys, keyFileIn, readKeyFile } from './key-file.ts'

/** A place where keys are stored. Each of its functions rejects if storage fails. */
interface KeyStore {
  /** Every key there is or was, in the order in which they were made. */
  readonly list: () => Promise<Checked<readonly KeyRecord[]>>
  /** Adds a key. Issue if there is a key with its id. */
  readonly add: (key: KeyRecord, by: By) => Promise<Checked<KeyRecord>>
  /** Revokes a key. One that is revoked already keeps its time. Undefined: there is no key with this id. */
  readonly revoke: (id: string, at: Date, by: By) => Promise<Checked<KeyRecord | undefined>>
}

/** The keys of `keys.json`, which does not say who changed them. */
const fileStore = (dataDirectory: string): KeyStore => ({
  list: async () => {
    const held = readKeyFile(keyFileIn(dataDirectory))
    return held.ok ? accepted(held.value ?? []) : held
  },
  add: key => changeKeys(dataDirectory, keys => accepted({ keys: [...keys, key], result: key })),
  revoke: (id, at) =>
    changeKeys(dataDirectory, keys => {
      const found = keys.find(key => key.id === id)
      const result = found && { ...found, revoked: found.revoked ?? at.toISOString() }
      return accepted({ keys: keys.map(key => (key.id === id && result ? result : key)), result })
    }),
})

/** The keys that are stored with the records, which also say who made and revoked each. */
const recordsStore = (records: Records): KeyStore => ({
  list: async () => accepted((await callerKeys(records)).keys.map(toKeyRecord)),
  add: async (key, by) => {
    const added = await addCallerKey(records, key, by)
    return added.ok ? accepted(toKeyRecord(added.value)) : added
  },
  revoke: async (id, at, by) => {
    const revoked = await revokeCallerKey(records, id, { at, by })
    return accepted(revoked && toKeyRecord(revoked))
  },
})

/** What says where keys are stored, for the service and the command alike. */
export interface KeysPlace {
  /** The environment of the service: DATA_DIR, DATABASE_URL, RECORDS, RECORDS_SECRET, RECORDS_NAME and the like. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Replaces those of this process, for tests. */
  readonly surroundings?: Opening['surroundings']
}

const unreachable: Issue = {
  code: 'unreadable',
  pointer: '',
  message: 'The keys lie with the records, whose database cannot be reached or written. Nothing was done.',
}

const nothingDone = (issue: Issue): Issue => ({ ...issue, message: `${issue.message} Nothing was done.` })

const dataDirectoryOf = ({ environment }: KeysPlace): string => environment.DATA_DIR || './data'

/** Whether keys are stored with the records: those that are there, or those that the first key begins, unless they are off. */
const isWithRecords = ({ environment }: KeysPlace, isToBegin: boolean): boolean =>
  hasRecords(environment) || (isToBegin && environment.RECORDS !== 'off')

/**
 * Does something with the keys: with those of the records; or, if there are no records, or they are off, with those of
 * `keys.json`. `isToBegin`: records are begun if there are none. Issues if they cannot be opened, with what failed.
 */
export const withKeys = async <T>(
  place: KeysPlace,
  { isToBegin = false }: { readonly isToBegin?: boolean },
  act: (store: KeyStore) => Promise<Checked<T>>,
): Promise<Checked<T>> => {
  const dataDirectory = dataDirectoryOf(place)
  if (!isWithRecords(place, isToBegin)) return act(fileStore(dataDirectory))
  const { environment, surroundings = {} } = place
  // Beginning them makes their root secret too. On a server, only opening shows whether there are any.
  const opening = { engine: version, mustExist: !isToBegin, surroundings }
  const opened = await recordsFromEnvironment(environment, opening).catch(
    (error: unknown): Checked<never> => refused([nothingDone(openingIssue(error, environment))]),
  )
  if (!opened.ok) return opened
  const records = opened.value
  try {
    const imported = await importKeyFile(dataDirectory, records)
    return imported.ok ? await act(recordsStore(records)) : imported
  } catch {
    return refused([unreachable])
  } finally {
    await records.close()
  }
}

import { accepted, type Checked } from './checked.ts'
import { guardedTables } from './database/guarded-tables.ts'
import { destroyErased } from './erasing/destroy-erased.ts'
import { type Appending, appendingHere } from './keeping/appending-here.ts'
import { keepDrafts, type Writing } from './keeping/keep-drafts.ts'
import { upgradeKeys } from './keeping/upgrade-keys.ts'
import { recordedBinding } from './keys/recorded-binding.ts'
import { readHead } from './log/head.ts'
import { verifierKeysOf } from './log/rotations.ts'
import { nameRemarks } from './log-name.ts'
import { finishMoves } from './moving/finish-moves.ts'
import { type OwnLog, openOwnLog } from './own-log.ts'
import { type Policy, type PolicySettings, policyOf } from './policy.ts'
import type { RecordsSettings, Surroundings } from './records-settings.ts'
import type { Conflict } from './second-place/hold.ts'
import { noEvents, type OpenSecondPlace, openSecondPlace } from './second-place/open.ts'
import { overriddenDraft, overriddenWords } from './second-place/overridden.ts'
import type { Appends } from './thread/appends.ts'
import { refuseUnsound } from './verifying/refuse-unsound.ts'

export type { RecordsSettings, Surroundings }

/** Open records: what reads them takes this. */
export interface Records extends Writing, Pick<Appends, 'append' | 'probe'> {
  /**
   * What others need to check receipts and checkpoints, as it was when they were opened: a line for each key that has signed the
   * log, the oldest first. No secret. `verifierKeysOf` gives those of now.
   */
  readonly verifierKey: string
  readonly policy: Policy
  /** What somebody should know of the tables and of the second place, a sentence each. */
  readonly remarks: readonly string[]
  readonly newId: () => string
  /** Takes no more, and resolves when what was waiting is on disk and its checkpoint is in the second place. */
  readonly close: () => Promise<void>
}

/**
 * Opens the records, made where there are none. Before anything is added to them, what guards the tables is held to what the
 * migrations make, the end of the log to what its key signed, and the log to the newest checkpoint of its second place. Keys of what was erased or moved, which a restored
 * backup may have brought back, are destroyed before anything is served. Issues where the secret is none or not that of these records,
 * where a guard is missing, where the end of the log is not sound, and where the log is shorter than its second place knows it or another; rejects where storage
 * cannot be reached or written.
 */
export const openRecords = async (
  settings: RecordsSettings,
  surroundings: Surroundings,
  appending: Appending = appendingHere(surroundings.elapsed),
): Promise<Checked<Records>> => {
  const own = await openOwnLog(settings, surroundings)
  if (!own.ok) return own
  const { database } = own.value.writing
  try {
    const checked = await checkBefore(own.value.writing, settings, surroundings)
    const records = checked.ok
      ? await goOn(own.value, { ...checked.value, settings }, surroundings, appending)
      : checked
    if (!records.ok) await database.close()
    return records
  } catch (error) {
    await database.close()
    throw error
  }
}

interface CheckedBefore extends OpenSecondPlace {
  readonly verifierKey: string
}

/** What is looked at before the log is added to. */
const checkBefore = async (
  { database, signer }: Writing,
  { name, secondPlace = {} }: RecordsSettings,
  { secondPlaceEvents = noEvents }: Surroundings,
): Promise<Checked<CheckedBefore>> => {
  const verifierKey = await verifierKeysOf({ database, signer })
  const guards = await guardedTables(database)
  if (!guards.ok) return guards
  const sound = await refuseUnsound(database, verifierKey)
  if (!sound.ok) return sound
  const second = await openSecondPlace(secondPlace, { database, verifierKey }, secondPlaceEvents)
  if (!second.ok) return second
  return accepted({
    ...second.value,
    verifierKey,
    remarks: [...nameRemarks(name), ...guards.value, ...second.value.remarks],
  })
}

const goOn = async (
  own: OwnLog,
  { copies, overrides, verifierKey, remarks, settings }: CheckedBefore & { readonly settings: PolicySettings },
  { newId }: Surroundings,
  appending: Appending,
): Promise<Checked<Records>> => {
  const { database } = own.writing
  const writing = { ...own.writing, grown: copies.grown }
  const overridden = overrides === undefined ? [] : [await recordOverride(writing, overrides, newId())]
  const upgraded = own.isOld ? await upgradeKeys(writing, newId()) : accepted(null)
  if (!upgraded.ok) return upgraded
  // A log that was brought up to date says so itself; one that was begun since never does.
  const binding = await recordedBinding(database.db)
  const policy = policyOf(settings, binding !== undefined)
  const upToDate = own.isOld && binding !== undefined ? [broughtUpToDate(binding.seq)] : []
  const told = [...remarks, ...overridden, ...upToDate]
  await finishMoves({ ...writing, newId })
  await destroyErased(database)
  const appends = appending(writing)
  try {
    await appends.ready?.()
  } catch (error) {
    await appends.close()
    throw error
  }
  const probe = async (rules?: string) => {
    // Reading has a connection of its own where writing has a thread of its own.
    database.files.check()
    await readHead(database.db)
    return appends.probe(rules)
  }
  const close = async () => {
    await appends.close()
    await copies.stop()
    await database.close()
  }
  return accepted({ ...writing, append: appends.append, probe, newId, verifierKey, policy, remarks: told, close })
}

/** Records that the log goes on all the same; gives what is to be known of that. */
const recordOverride = async (writing: Writing, conflict: Conflict, id: string): Promise<string> => {
  const [kept] = await keepDrafts(writing, [overriddenDraft(conflict, id)])
  return overriddenWords({ seq: kept!.seq, size: conflict.size })
}

const broughtUpToDate = (seq: number): string =>
  `The records were brought up to date, as record ${seq} says. They and the keys of callers that there were are of the realm “default”, so nothing changes for those who call. “virtual-school realms split” gives what one client recorded to a realm of its own.`

/** What writing needs, for whoever appends. Issues and rejects as `openRecords` does, but for what that looks at before. */
export const openWriting = async (settings: RecordsSettings, surroundings: Surroundings): Promise<Checked<Writing>> => {
  const own = await openOwnLog(settings, surroundings)
  if (!own.ok) return own
  const { writing, isOld } = own.value
  const upgraded = isOld ? await upgradeKeys(writing, surroundings.newId()) : accepted(null)
  if (upgraded.ok) return accepted(writing)
  await writing.database.close()
  return upgraded
}

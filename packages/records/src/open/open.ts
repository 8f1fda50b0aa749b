import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { keepDrafts } from '../append/append.ts'
import type { AnyDraft, Append } from '../append/draft.ts'
import type { Appending, Records, Writing } from '../append/records.ts'
import { appendingHere } from '../append/same-thread-appender.ts'
import { type AppendsApart, appendApart, type StartWriter } from '../append/worker-appender.ts'
import { guardedTables } from '../database/guards.ts'
import { destroyErased } from '../erase/destroy-erased.ts'
import { recordedBinding, verifierKeysOf } from '../log/events.ts'
import { readHead } from '../log/head.ts'
import { type PolicySettings, policyOf } from '../model/actor.ts'
import { accepted, type Checked } from '../model/checked.ts'
import { nameRemarks } from '../model/names.ts'
import { finishMoves } from '../move/finish-moves.ts'
import { type Conflict, overriddenDraft, overriddenWords } from '../second-place/hold.ts'
import { noEvents, type OpenSecondPlace, openSecondPlace } from '../second-place/open.ts'
import { refuseUnsound } from '../verify/refuse-unsound.ts'
import { lostBesideCheckpoints } from './lost-records.ts'
import { type OwnLog, openOwnLog } from './own-log.ts'
import { type RecordsSettings, type Surroundings, surroundings } from './platform.ts'
import { type Environment, existingRecords, recordsSettingsOf } from './settings.ts'
import { upgradeKeys } from './upgrade-keys.ts'

export interface Opening {
  /** The version of the software that decides. */
  readonly engine: string
  /** Refuses where there are no records yet, instead of making them. */
  readonly mustExist?: boolean
  /** Appends in a thread of its own, where one can be started; see `writerThread`. Others answer meanwhile. */
  readonly apart?: boolean
  /** In the place of this process’s own; for tests. A thread that appends has its own. */
  readonly surroundings?: Partial<Surroundings>
}

/** As the other thread appends; that the log has grown is told here. */
const telling = (apart: AppendsApart, { grown }: Writing): AppendsApart => {
  const append = async (drafts: readonly AnyDraft[]) => {
    const appended = await apart.append(drafts)
    if (appended.length > 0) grown?.()
    return appended
  }
  // Only a draft with a key can be a repeat.
  return { ...apart, append: append as Append }
}

/** In a thread, if one can be started: it opens the same records once more, and finds the files that are open already. */
const appendingFor =
  (settings: RecordsSettings, elapsed: Surroundings['elapsed'], apart: boolean): Appending =>
  writing => {
    const { directory, files } = writing.database
    const place = directory === undefined ? settings.place : { directory, mustExist: true, same: files.ids }
    const start = apart ? writerThread({ ...settings, place }) : undefined
    return start === undefined ? appendingHere(elapsed)(writing) : telling(appendApart(start), writing)
  }

/**
 * The one way in which service and command open records: from the environment. Issues where a variable, the root secret or the
 * directory is not right, or the log is not sound; rejects where storage cannot be reached or written (see `openingIssue`).
 */
export const recordsFromEnvironment = async (
  environment: Environment,
  { engine, mustExist = false, apart = false, surroundings: given = {} }: Opening,
): Promise<Checked<Records>> => {
  const settings = recordsSettingsOf(environment, engine)
  if (!settings.ok) return settings
  const found = mustExist ? existingRecords(settings.value) : settings
  if (!found.ok) return found
  const lost = await lostBesideCheckpoints(found.value)
  if (!lost.ok) return lost
  const world = { ...surroundings, ...given }
  return openRecords(found.value, world, appendingFor(found.value, world.elapsed, apart))
}

const program = new URL('./writer.js', import.meta.url)

/**
 * A thread that opens the same records and writes them. Undefined where its program is not there, as where the sources run
 * without being built or where a bundler took in this file alone: then whoever asks writes by itself, to the same effect.
 */
export const writerThread = (settings: RecordsSettings): StartWriter | undefined =>
  existsSync(fileURLToPath(program))
    ? (heard, gone) => {
        // What Node was told for the program that called, as how to read its sources, is not for this one.
        const worker = new Worker(program, { workerData: settings, execArgv: [] })
        let cause: unknown
        worker.on('message', heard)
        worker.on('error', error => {
          cause = error
        })
        worker.on('exit', () => gone(cause))
        return { post: message => worker.postMessage(message) }
      }
    : undefined

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

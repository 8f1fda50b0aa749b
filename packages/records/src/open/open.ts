import type { Appending, Records, Writing } from '../append/records.ts'
import { appendingHere } from '../append/same-thread-appender.ts'
import { connectDatabase } from '../database/open.ts'
import { accepted, type Checked } from '../model/checked.ts'
import { existingRecords, lostBesideCheckpoints } from './lost-records.ts'
import { type OwnLog, openOwnLog } from './own-log.ts'
import { type LogSettings, type RecordsSettings, type Surroundings, surroundings } from './platform.ts'
import { type Environment, parseRecordsSettings } from './settings.ts'
import { startLog } from './start-log.ts'
import { upgradeKeys } from './upgrade-keys.ts'
import { appendingInThread } from './writer-thread.ts'

/** How records are opened. */
export interface Opening {
  /** The version of the software that decides. */
  readonly engine: string
  /** Refuses if there are no records yet, instead of making them. */
  readonly mustExist?: boolean
  /** Appends in a thread of its own, if one can be started. Others answer meanwhile. */
  readonly apart?: boolean
  /** In the place of this process’s own; for tests. A thread that appends has its own. */
  readonly surroundings?: Partial<Surroundings>
}

/**
 * Opens records, to be read and added to; they are made if there are none. Before anything is added, the log is checked: see `startLog`.
 * Issues if the root secret or the directory is not right, or the log is not sound. Rejects if storage cannot be reached or written: see
 * `openingIssue`.
 */
export const openRecords = async (
  settings: RecordsSettings,
  { engine, mustExist = false, apart = false, surroundings: given = {} }: Opening,
): Promise<Checked<Records>> => {
  const found = mustExist ? existingRecords(settings) : accepted(settings)
  if (!found.ok) return found
  const lost = await lostBesideCheckpoints(settings)
  if (!lost.ok) return lost
  const own = { ...settings, engine }
  const world = { ...surroundings, ...given }
  return openLog(own, world, apart ? appendingInThread(own, world.elapsed) : undefined)
}

/** `openRecords` of the records that an environment names. Issues with its variables too. */
export const recordsFromEnvironment = async (environment: Environment, opening: Opening): Promise<Checked<Records>> => {
  const settings = parseRecordsSettings(environment)
  return settings.ok ? openRecords(settings.value, opening) : settings
}

/** `openRecords`, with nothing asked of where the records are. `appending`: who appends; this thread, if it is left out. */
export const openLog = (
  settings: LogSettings,
  world: Surroundings,
  appending: Appending = appendingHere(world.elapsed),
): Promise<Checked<Records>> => connected(settings, world, own => startLog(own, settings, world, appending))

/** What writing needs, for the thread that appends. Issues and rejects as `openLog` does; what that checks first, it leaves out. */
export const openWriting = (settings: LogSettings, world: Surroundings): Promise<Checked<Writing>> =>
  connected(settings, world, async ({ writing, isOld }) => {
    const upgraded = isOld ? await upgradeKeys(writing, world.newId()) : accepted(null)
    return upgraded.ok ? accepted(writing) : upgraded
  })

/** Connects to the database of a log, and closes it again if what is done with the log gives issues or fails. */
const connected = async <T>(
  settings: LogSettings,
  world: Surroundings,
  go: (own: OwnLog) => Promise<Checked<T>>,
): Promise<Checked<T>> => {
  const database = connectDatabase(settings.place, world.watch)
  try {
    const own = await openOwnLog(database, settings, world)
    const done = own.ok ? await go(own.value) : own
    if (!done.ok) await database.close()
    return done
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}

import { accepted } from '@virtual-school/rules/internal'
import type { AppendContext, CreateAppender, Records } from '../append/records.ts'
import { createSameThreadAppender } from '../append/same-thread-appender.ts'
import { connectDatabase } from '../database/open.ts'
import type { Checked } from '../model/checked.ts'
import { checkNotLost, checkRecordsExist } from './lost-records.ts'
import { type OwnLog, openOwnLog } from './own-log.ts'
import { type LogSettings, nodePlatform, type Platform, type RecordsSettings } from './platform.ts'
import { type Environment, parseRecordsSettings } from './settings.ts'
import { startLog } from './start-log.ts'
import { upgradeKeys } from './upgrade-keys.ts'
import { appendInWorkerThread } from './writer-thread.ts'

/** How records are opened. */
export interface Opening {
  /** The version of the software that decides. */
  readonly engine: string
  /** Refuses if there are no records yet, instead of making them. */
  readonly mustExist?: boolean
  /** Appends in a separate thread, if one can be started, so that this one can answer meanwhile. */
  readonly apart?: boolean
  /** Instead of this process’s own; for tests. A thread that appends has its own. */
  readonly surroundings?: Partial<Platform>
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
  const found = mustExist ? checkRecordsExist(settings) : accepted(settings)
  if (!found.ok) return found
  const lost = await checkNotLost(settings)
  if (!lost.ok) return lost
  const own = { ...settings, engine }
  const world = { ...nodePlatform, ...given }
  return openLog(own, world, apart ? appendInWorkerThread(own, world.elapsed) : undefined)
}

/** `openRecords` of the records that an environment names. Issues with its variables too. */
export const recordsFromEnvironment = async (environment: Environment, opening: Opening): Promise<Checked<Records>> => {
  const settings = parseRecordsSettings(environment)
  return settings.ok ? openRecords(settings.value, opening) : settings
}

/** `openRecords` without its checks whether records exist. `appending`: who appends; this thread, if it is left out. */
export const openLog = (
  settings: LogSettings,
  world: Platform,
  appending: CreateAppender = createSameThreadAppender(world.elapsed),
): Promise<Checked<Records>> => withDatabase(settings, world, own => startLog(own, settings, world, appending))

/** What writing needs, for the thread that appends. Issues and rejects as `openLog` does; what that checks first, it leaves out. */
export const openWriting = (settings: LogSettings, world: Platform): Promise<Checked<AppendContext>> =>
  withDatabase(settings, world, async ({ context, isOld }) => {
    const upgraded = isOld ? await upgradeKeys(context, world.newId()) : accepted(null)
    return upgraded.ok ? accepted(context) : upgraded
  })

/** Connects to the database of a log, and closes it again if what is done with the log gives issues or fails. */
const withDatabase = async <T>(
  settings: LogSettings,
  world: Platform,
  go: (own: OwnLog) => Promise<Checked<T>>,
): Promise<Checked<T>> => {
  const database = connectDatabase(settings.place, world.observer)
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

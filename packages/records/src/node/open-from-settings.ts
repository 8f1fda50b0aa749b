import type { Checked } from '../checked.ts'
import { type Appending, appendingHere } from '../keeping/appending-here.ts'
import { openRecords, type Records, type RecordsSettings, type Surroundings } from '../records.ts'
import { appendApart } from '../thread/append-apart.ts'
import { type Environment, existingRecords, recordsSettingsOf } from './settings.ts'
import { surroundings } from './surroundings.ts'
import { writerThread } from './writer-thread.ts'

export interface Opening {
  /** The version of the software that decides. */
  readonly engine: string
  /** Refuses where there are no records yet, instead of making them. */
  readonly mustExist?: boolean
  /** Appends in a thread of its own, where one can be started; see `writerThread`. Others answer meanwhile. */
  readonly apart?: boolean
  /** Opens a log whose end is not sound too, so that all that is wrong with it can be found. Nothing is to be added to it. */
  readonly evenUnsound?: boolean
  /** In the place of this process’s own; for tests. A thread that appends has its own. */
  readonly surroundings?: Partial<Surroundings>
}

/** In a thread, if one can be started: it opens the same records once more, and finds the files that are open already. */
const appendingFor =
  (settings: RecordsSettings, elapsed: Surroundings['elapsed'], apart: boolean): Appending =>
  writing => {
    const { directory, files } = writing.database
    const place = directory === undefined ? settings.place : { directory, mustExist: true, same: files.ids }
    const start = apart ? writerThread({ ...settings, place }) : undefined
    return start === undefined ? appendingHere(elapsed)(writing) : appendApart(start)
  }

/**
 * The one way in which service and command open records: from the environment. Issues where a variable, the root secret or the
 * directory is not right, or the log is not sound; rejects where storage cannot be reached or written (see `openingIssue`).
 */
export const recordsFromEnvironment = async (
  environment: Environment,
  { engine, mustExist = false, apart = false, evenUnsound = false, surroundings: given = {} }: Opening,
): Promise<Checked<Records>> => {
  const settings = recordsSettingsOf(environment, engine)
  if (!settings.ok) return settings
  const found = mustExist ? existingRecords(settings.value) : settings
  if (!found.ok) return found
  const world = { ...surroundings, ...given }
  const appending = appendingFor(found.value, world.elapsed, apart)
  return openRecords(found.value, world, { appending, evenUnsound })
}

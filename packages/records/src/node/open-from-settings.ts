import type { Checked } from '../checked.ts'
import { type Appending, appendingHere } from '../keeping/appending-here.ts'
import type { AnyDraft, Append } from '../keeping/draft.ts'
import type { Writing } from '../keeping/keep-drafts.ts'
import { openRecords, type Records, type RecordsSettings, type Surroundings } from '../records.ts'
import { type AppendsApart, appendApart } from '../thread/append-apart.ts'
import { lostBesideCheckpoints } from './lost-records.ts'
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

import type { Checked } from '../checked.ts'
import type { Writing } from '../keeping/keep-drafts.ts'
import { type Appending, openRecords, type Records, type Surroundings } from '../records.ts'
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
const telling = ({ append, close }: AppendsApart, { grown }: Writing): ReturnType<Appending> => ({
  append: async drafts => {
    const kept = await append(drafts)
    if (kept.length > 0) grown?.()
    return kept
  },
  close,
})

/**
 * The one way in which service and command open records: from the environment. Issues where a variable, the root secret or the
 * directory is not right; rejects where storage cannot be reached or written.
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
  const start = apart ? writerThread(found.value) : undefined
  const appends = start && appendApart(start)
  const opened = await openRecords(
    found.value,
    { ...surroundings, ...given },
    appends && (writing => telling(appends, writing)),
  )
  if (!opened.ok || appends === undefined) return opened
  try {
    await appends.ready()
    return opened
  } catch (error) {
    await opened.value.close()
    throw error
  }
}

import type { Checked } from '../checked.ts'
import { openRecords, type Records, type Surroundings } from '../records.ts'
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
  /** In the place of this process’s own; for tests. A thread that appends has its own. */
  readonly surroundings?: Partial<Surroundings>
}

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
  const start = apart ? writerThread(found.value) : undefined
  const appends = start && appendApart(start)
  const opened = await openRecords(found.value, { ...surroundings, ...given }, appends && (() => appends))
  if (!opened.ok || appends === undefined) return opened
  try {
    await appends.ready()
    return opened
  } catch (error) {
    await opened.value.close()
    throw error
  }
}

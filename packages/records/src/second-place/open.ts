import { accepted } from '@virtual-school/rules/internal'
import type { RecordsDatabase } from '../database/open.ts'
import { selectOverrides } from '../log/events.ts'
import { latestCheckpoint, readHead } from '../log/head.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { type CheckpointCopies, type CopyEvents, copyCheckpoints } from './copies.ts'
import { isThere, makeDirectory, nameDirectoryAfter, readNewest } from './directory.ts'
import { type Conflict, findConflict, type HeldLog, renderCount } from './hold.ts'
import { listCheckpointPlaces, type SecondPlace } from './places.ts'

/** What is reported about the second place, from the start on. */
export interface SecondPlaceEvents extends CopyEvents {
  /** The log is not one that the newest checkpoint there was signed over. `isNew`: it was not reported already. */
  readonly differs: (conflict: Conflict, isNew: boolean) => void
}

/** Reports nothing. */
export const noEvents: SecondPlaceEvents = { copied: () => {}, failed: () => {}, differs: () => {} }

/** The second place of a log that was compared with it. */
export interface OpenSecondPlace {
  readonly copies: CheckpointCopies
  /** What the log differs from and was let to, which has to be recorded. */
  readonly overrides: Conflict | undefined
  /** What has to be known, a sentence each. */
  readonly remarks: readonly string[]
}

const refuseUnreadable = (directory: string): Checked<never> =>
  refusal(
    'unreadable',
    '/CHECKPOINT_DIR',
    'The second place of checkpoints cannot be read, so nobody can tell whether the log was cut off or put back.',
    directory,
  )

const refuseNotThere = (directory: string, size: number): Checked<never> =>
  refusal(
    'unreadable',
    '/CHECKPOINT_DIR',
    `The second place of checkpoints is not there, and the log has ${renderCount(size)}: is a volume not mounted? Nothing was added to the log. If the second place is a new one, make the directory first.`,
    directory,
  )

const refuseDifferent = ({ words, size }: Conflict): Checked<never> =>
  refusal(
    'not-proved',
    '/CHECKPOINT_DIR',
    `${words} Nothing is added to it until somebody has found out why. To go on all the same, this once, set CHECKPOINT_OVERRIDE=${size}; the log records that.`,
  )

const listRemarks = (isEmpty: boolean, size: number, isOverrideIdle: boolean): readonly string[] => [
  ...(isEmpty && size > 0
    ? ['CHECKPOINT_DIR holds no checkpoint though the log has records: either it is new, or the wrong place.']
    : []),
  ...(isOverrideIdle ? ['CHECKPOINT_OVERRIDE is set and there is nothing to override: take it away.'] : []),
]

// A directory of a million files takes a second to look through.
const shareOfTime = 20

/** Holds the log to the newest checkpoint again and again, in a twentieth of the time at most. */
const createLookAgain = (log: HeldLog, directory: string, events: SecondPlaceEvents): (() => Promise<void>) => {
  let [lastWords, from] = ['', 0]
  return async () => {
    const begun = performance.now()
    if (begun < from) return
    const newest = await readNewest(directory)
    const conflict = newest && (await findConflict(log, newest))
    from = begun + shareOfTime * (performance.now() - begun)
    if (conflict !== undefined) events.differs(conflict, conflict.words !== lastWords)
    lastWords = conflict?.words ?? ''
  }
}

/** The newest checkpoint in a directory, which is the second place itself or lies in it. */
const findNewest = async (place: string | undefined, directory: string | undefined) => {
  if (place === undefined || directory === undefined) return undefined
  try {
    return (await isThere(place)) ? await readNewest(directory) : 'not-there'
  } catch {
    return 'unreadable'
  }
}

/**
 * Holds the log to the newest checkpoint of its second place before anything is added to it, and puts its checkpoints there from
 * then on. Issues if the log is shorter than that checkpoint or another, unless just that is overridden, or if the place
 * cannot be read, or is not there though the log has records. Rejects if storage fails.
 */
export const openSecondPlace = async (
  settings: SecondPlace,
  { database, verifierKey }: { readonly database: RecordsDatabase; readonly verifierKey: string },
  events: SecondPlaceEvents,
): Promise<Checked<OpenSecondPlace>> => {
  const log = { db: database.db, verifierKey }
  // Before the directory: who begins a log makes that first.
  const { size } = await readHead(log.db)
  const before = await selectOverrides(log.db)
  const base =
    settings.directory &&
    nameDirectoryAfter(
      settings.directory,
      before.map(one => one.size),
    )
  const found = await findNewest(settings.directory, base)
  if (found === 'unreadable') return refuseUnreadable(settings.directory!)
  if (found === 'not-there' && size > 0) return refuseNotThere(settings.directory!, size)
  const newest = found === 'not-there' ? undefined : found
  const conflict = newest && (await findConflict(log, newest))
  if (conflict !== undefined && conflict.size !== settings.override) return refuseDifferent(conflict)
  const directory = base && conflict !== undefined ? nameDirectoryAfter(base, [conflict.size]) : base
  if (directory !== undefined) await makeDirectory(directory)
  const copies = copyCheckpoints({
    places: listCheckpointPlaces({ ...settings, directory }),
    current: () => latestCheckpoint(database),
    events,
    ...(directory === undefined ? {} : { before: createLookAgain(log, directory, events) }),
  })
  const isEmpty = base !== undefined && newest === undefined
  const remarks = listRemarks(isEmpty, size, settings.override !== undefined && conflict === undefined)
  return accepted({ copies, overrides: conflict, remarks })
}

import { accepted, type Checked } from './checked.ts'
import { destroyErased } from './erasing/destroy-erased.ts'
import { type Appending, appendingHere } from './keeping/appending-here.ts'
import type { Writing } from './keeping/keep-drafts.ts'
import { readHead } from './log/head.ts'
import { openWriting, type RecordsSettings, type Surroundings } from './open-writing.ts'
import type { Appends } from './thread/appends.ts'
import { refuseUnsound } from './verifying/refuse-unsound.ts'

export type { RecordsSettings, Surroundings } from './open-writing.ts'

/** Open records: what reads them takes this. */
export interface Records extends Writing, Pick<Appends, 'append' | 'probe'> {
  /** What others need to check receipts and checkpoints; no secret. */
  readonly verifierKey: string
  readonly newId: () => string
  /** Takes no more, and resolves when what was waiting is on disk. */
  readonly close: () => Promise<void>
}

export interface OpenRecordsOptions {
  /** Left out: in this thread. */
  readonly appending?: Appending
  /** Opens a log whose end is not sound too, to be looked at, and changes nothing in it. */
  readonly evenUnsound?: boolean
}

/**
 * Opens the records, made where there are none. Keys of what was erased, which a restored backup may have brought back, are
 * destroyed before anything is served. Issues if the secret is none or not that of these records, or if the end of the log is
 * not sound: such a log is not gone on with. Rejects where storage cannot be reached or written.
 */
export const openRecords = async (
  settings: RecordsSettings,
  surroundings: Surroundings,
  { appending = appendingHere(surroundings.elapsed), evenUnsound = false }: OpenRecordsOptions = {},
): Promise<Checked<Records>> => {
  const opened = await openWriting(settings, surroundings)
  if (!opened.ok) return opened
  const { database, signer } = opened.value
  try {
    const sound = evenUnsound ? accepted(null) : await refuseUnsound(database, signer.verifierKey)
    if (!sound.ok) {
      await database.close()
      return sound
    }
    if (!evenUnsound) await destroyErased(database)
    return accepted(await recordsOf(opened.value, appending, surroundings))
  } catch (error) {
    await database.close()
    throw error
  }
}

const recordsOf = async (writing: Writing, appending: Appending, { newId }: Surroundings): Promise<Records> => {
  const { database, signer } = writing
  const appends = appending(writing)
  const close = async () => {
    await appends.close()
    await database.close()
  }
  const probe = async (rules?: string) => {
    // Reading has a connection of its own where writing has a thread of its own.
    database.files.check()
    await readHead(database.db)
    return appends.probe(rules)
  }
  try {
    await appends.ready?.()
  } catch (error) {
    await appends.close()
    throw error
  }
  return { ...writing, append: appends.append, probe, newId, verifierKey: signer.verifierKey, close }
}

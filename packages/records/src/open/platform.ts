import { randomBytes, randomUUID } from 'node:crypto'
import type { AppendContext } from '../append/records.ts'
import type { RootSecretPlace } from '../crypto/root-secret.ts'
import type { DatabasePlace } from '../database/open.ts'
import type { QueryObserver } from '../database/parameters.ts'
import type { PolicySettings } from '../model/actor.ts'
import type { SecondPlaceEvents } from '../second-place/open.ts'
import type { SecondPlace } from '../second-place/places.ts'

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits as Node draws them for a UUID, many at a time: nothing in an
 * id is secret.
 */
const createId = (): string => {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** The clock of this process, and random bytes of the operating system. */
export const nodePlatform: Platform = {
  now: () => new Date(),
  random: randomBytes,
  elapsed: () => performance.now(),
  newId: createId,
}

/** Where records are, what they are called, and what is asked of those who use them: the variables of an environment, parsed. */
export interface RecordsSettings extends PolicySettings {
  readonly place: DatabasePlace
  readonly secret: RootSecretPlace
  /** The log’s name, the first line of its checkpoints. It stays what it was when the first record was kept. */
  readonly name: string
  /** The second place of checkpoints, with which the log is compared before anything is added. */
  readonly secondPlace?: SecondPlace
}

/** The same, with who writes: what the thread that appends is given too. */
export interface LogSettings extends RecordsSettings {
  /** The version of the software that decides. */
  readonly engine: string
}

/** What is taken from the world. */
export interface Platform extends Pick<AppendContext, 'now' | 'random'> {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Called for every statement; a test makes it throw when storage should fail. */
  readonly observer?: QueryObserver
  /** Called when something goes wrong with the second place of checkpoints. */
  readonly secondPlaceEvents?: SecondPlaceEvents
}

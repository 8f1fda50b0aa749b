import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Writing } from '../append/records.ts'
import type { RootSecretPlace } from '../crypto/root-secret.ts'
import type { DatabasePlace } from '../database/open.ts'
import type { Watch } from '../database/parameters.ts'
import type { PolicySettings } from '../model/actor.ts'
import type { SecondPlaceEvents } from '../second-place/open.ts'
import type { SecondPlace } from '../second-place/places.ts'

/** The clock of this process, and random bytes of the operating system. */
export const surroundings: Surroundings = {
  now: () => new Date(),
  random: randomBytes,
  elapsed: () => performance.now(),
  newId: () => v7({ random: randomBytes(16) }),
}

export interface RecordsSettings extends PolicySettings {
  readonly place: DatabasePlace
  readonly secret: RootSecretPlace
  /** The log’s name, the first line of its checkpoints. It stays what it was when the first record was kept. */
  readonly name: string
  /** The version of the software that decides. */
  readonly engine: string
  /** Where checkpoints go besides, and what the log is held to before anything is added. */
  readonly secondPlace?: SecondPlace
}

/** What is taken from the world. */
export interface Surroundings extends Pick<Writing, 'now' | 'random'> {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Told of every statement; a test makes it throw where storage should fail. */
  readonly watch?: Watch
  /** Told of what goes wrong with the second place of checkpoints. */
  readonly secondPlaceEvents?: SecondPlaceEvents
}

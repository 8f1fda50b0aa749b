import type { DatabasePlace } from './database/open.ts'
import type { Watch } from './database/watch.ts'
import type { Writing } from './keeping/keep-drafts.ts'
import type { PolicySettings } from './policy.ts'
import type { SecondPlaceEvents } from './second-place/open.ts'
import type { SecondPlace } from './second-place/place.ts'
import type { RootSecretPlace } from './secret/secret-file.ts'

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

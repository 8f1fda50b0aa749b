/** A signed checkpoint, and how many records it is over. */
export interface SizedCheckpoint {
  readonly size: number
  readonly note: string
}

export type PlaceName = 'directory' | 'command'

/** Puts a checkpoint somewhere else; rejects where it could not. */
export interface CheckpointPlace {
  readonly name: PlaceName
  readonly put: (checkpoint: SizedCheckpoint) => Promise<void>
}

/** Where checkpoints go besides. */
export interface SecondPlace {
  readonly directory?: string | undefined
  readonly command?: string | undefined
  /** The size of the checkpoint there that the log may differ from, just this once. */
  readonly override?: number | undefined
}

import { recordsVariables } from '@virtual-school/records'
import * as z from 'zod'

/** Where decisions are kept, and where checkpoints go besides. */
export interface RecordsSettings {
  /** The variables that say where records are, as they were given. Two of them are secret. */
  readonly environment: Readonly<Record<keyof typeof recordsVariables, string | undefined>>
  readonly copies: CheckpointCopySettings
}

export interface CheckpointCopySettings {
  readonly directory: string | undefined
  readonly command: string | undefined
}

const { DATA_DIR: _, ...ofRecords } = recordsVariables

/** The variables that say whether, where and under what secret decisions are kept. */
export const keepingVariables = {
  RECORDS: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('on')
    .describe(
      'Whether decisions are kept: on, off. While they are, none is given out before it is on disk. Off leaves no record of what was answered.',
    ),
  ...ofRecords,
  CHECKPOINT_DIR: z
    .string()
    .optional()
    .describe(
      'A second place for signed checkpoints, such as a directory on another machine’s disk: a file for each size of the log, at most one a second. What it holds shows whether the log was cut short or put back.',
    ),
  CHECKPOINT_COMMAND: z
    .string()
    .optional()
    .describe(
      'A command that takes a signed checkpoint on its standard input and puts it somewhere else, at most once a second. One that fails is logged, counted and tried again.',
    ),
}

type Read = z.output<z.ZodObject<typeof keepingVariables & typeof recordsVariables>>

/** Undefined: no records are kept. */
export const recordsSettingsOf = (read: Read): RecordsSettings | undefined => {
  const { DATA_DIR, DATABASE_URL, RECORDS_NAME, RECORDS_SECRET, RECORDS_SECRET_FILE } = read
  if (read.RECORDS === 'off') return undefined
  return {
    environment: { DATA_DIR, DATABASE_URL, RECORDS_NAME, RECORDS_SECRET, RECORDS_SECRET_FILE },
    copies: { directory: read.CHECKPOINT_DIR, command: read.CHECKPOINT_COMMAND },
  }
}

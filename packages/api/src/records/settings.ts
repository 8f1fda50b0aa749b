import { recordsVariables } from '@virtual-school/records'
import * as z from 'zod'

/** Where decisions are kept, and where checkpoints go besides. */
export interface RecordsSettings {
  /** The variables of the records, as they were given. Two of them are secret. */
  readonly environment: Readonly<Partial<Record<keyof typeof recordsVariables, string | undefined>>>
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
}

type Read = z.output<z.ZodObject<typeof keepingVariables & typeof recordsVariables>>

/** Where the records are, or would be if they were on: the keys of callers lie there too. */
export const storageSettingsOf = (read: Read): RecordsSettings => {
  const { DATA_DIR, DATABASE_URL, RECORDS_NAME, RECORDS_SECRET, RECORDS_SECRET_FILE } = read
  const { REQUIRE_ACTOR, FOUR_EYES } = read
  const { CHECKPOINT_DIR, CHECKPOINT_COMMAND, CHECKPOINT_OVERRIDE } = read
  const copies = { CHECKPOINT_DIR, CHECKPOINT_COMMAND, CHECKPOINT_OVERRIDE: CHECKPOINT_OVERRIDE?.toString() }
  const people = { REQUIRE_ACTOR, FOUR_EYES }
  return {
    environment: { DATA_DIR, DATABASE_URL, RECORDS_NAME, RECORDS_SECRET, RECORDS_SECRET_FILE, ...people, ...copies },
  }
}

/** Undefined: no records are kept. */
export const recordsSettingsOf = (read: Read): RecordsSettings | undefined =>
  read.RECORDS === 'off' ? undefined : storageSettingsOf(read)

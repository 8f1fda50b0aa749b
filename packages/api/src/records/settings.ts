import * as z from 'zod'

/** Where decisions are kept, and under what secret. */
export interface RecordsSettings {
  /** SQLite files in a directory, or a PostgreSQL. */
  readonly place: { readonly directory: string } | { readonly url: string }
  /** Absent: one is drawn, and kept in `file`. */
  readonly secret: { readonly value?: string | undefined; readonly file: string }
  /** The name of the log. */
  readonly name: string
  readonly copies: CheckpointCopySettings
}

/** Where checkpoints go besides. */
export interface CheckpointCopySettings {
  readonly directory: string | undefined
  readonly command: string | undefined
}

const isPostgres = (text: string): boolean =>
  URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)

/** The variables that say whether, where and under what secret decisions are kept. */
export const recordsVariables = {
  RECORDS: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('on')
    .describe(
      'Whether decisions are kept: on, off. While they are, none is given out before it is on disk. Off leaves no record of what was answered.',
    ),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, 'Expected: an address that begins with postgres://.')
    .optional()
    .describe(
      'The PostgreSQL that keeps the records, as postgres://user:password@host/database. Left out: SQLite files in DATA_DIR. Never logged.',
    ),
  RECORDS_NAME: z
    .string()
    .regex(/^[A-Za-z0-9._~/-]{1,200}$/, 'Expected: 1 to 200 letters, digits, “.”, “_”, “~”, “/” and “-”.')
    .prefault('virtual-school-records')
    .describe(
      'The name of the log, the first line of each checkpoint, such as records.virtual-school.council.example. It cannot change once the first record is kept.',
    ),
  RECORDS_SECRET: z
    .string()
    .regex(/^\s*[A-Za-z0-9+/]{43}=\s*$/, 'Expected: 32 random bytes in base64.')
    .optional()
    .describe(
      'The secret that records are sealed and signed with: 32 random bytes in base64. Left out: the file records.secret in DATA_DIR, made at the first start. Without it nothing kept can be read. Never logged.',
    ),
  CHECKPOINT_DIR: z
    .string()
    .optional()
    .describe(
      'A second place for signed checkpoints, a directory on another machine’s disk: a file for each size of the log, at most one a second. What it holds shows whether the log was cut short or put back.',
    ),
  CHECKPOINT_COMMAND: z
    .string()
    .optional()
    .describe(
      'A command that takes a signed checkpoint on its standard input and puts it somewhere else, at most once a second. One that fails is logged, counted and tried again.',
    ),
}

type Read = z.output<z.ZodObject<typeof recordsVariables>> & { readonly DATA_DIR: string }

/** Undefined: no records are kept. */
export const recordsSettingsOf = (read: Read): RecordsSettings | undefined =>
  read.RECORDS === 'off'
    ? undefined
    : {
        place: read.DATABASE_URL === undefined ? { directory: read.DATA_DIR } : { url: read.DATABASE_URL },
        secret: { value: read.RECORDS_SECRET, file: `${read.DATA_DIR}/records.secret` },
        name: read.RECORDS_NAME,
        copies: { directory: read.CHECKPOINT_DIR, command: read.CHECKPOINT_COMMAND },
      }

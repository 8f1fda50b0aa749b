import { join } from 'node:path'
import { accepted, didYouMean, nearest } from '@virtual-school/rules/internal'
import * as z from 'zod'
import { isKeyName } from '../checkpoint/verifier-key.ts'
import { type FourEyesAct, fourEyesActs } from '../model/actor.ts'
import { type Checked, type Issue, refusal } from '../model/checked.ts'
import { defaultLogName } from '../model/names.ts'
import type { RecordsSettings } from './platform.ts'

const isPostgres = (text: string): boolean => URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol)

const listActs = (text: string): readonly string[] =>
  text
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')

/** The acts that FOUR_EYES names. */
const parseFourEyes = (text: string): readonly FourEyesAct[] => fourEyesActs.filter(act => listActs(text).includes(act))

const fourEyes = z.string().superRefine((text, context) => {
  const wrong = listActs(text).find(word => !fourEyesActs.some(act => act === word))
  if (wrong === undefined) return
  const message = `Expected: ${fourEyesActs.join(', ')}, or both with a comma between.${didYouMean(nearest(wrong, fourEyesActs))}`
  context.addIssue({ code: 'custom', message })
})
/** Reading one of these would drop the locks that SQLite has on it. */
const isOfDatabase = (path: string): boolean => /\.sqlite(?:-wal|-shm)?$/.test(path)

/** The variables that say where records are: a row each, with its default and what it means. */
export const recordsVariables = {
  DATA_DIR: z
    .string()
    .prefault('./data')
    .describe('Where the service keeps what is its own: the records, with the keys of those who may call.'),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, 'Expected: an address of PostgreSQL, as postgres://user:password@host:5432/database.')
    .optional()
    .describe('The PostgreSQL database that holds the records. Left out: SQLite, in files in DATA_DIR.'),
  RECORDS_SECRET: z
    .string()
    .optional()
    .describe(
      'The root secret of the records: 32 random bytes in base64. Left out: it stands in a file, see RECORDS_SECRET_FILE.',
    ),
  RECORDS_SECRET_FILE: z
    .string()
    .refine(path => !isOfDatabase(path), 'Expected: a file of its own, not a file of the database.')
    .optional()
    .describe(
      'The file that holds the root secret, which its owner alone may read (mode 0600). It is made if it is not there and there are no records yet. Keep it apart from the records, on another disk or in a store of secrets. Left out: records-secret in DATA_DIR. Not together with RECORDS_SECRET.',
    ),
  RECORDS_NAME: z
    .string()
    .max(200, 'Expected: 200 characters at most.')
    .refine(isKeyName, 'Expected: a name without spaces or “+”, as records.example.org.')
    .prefault(defaultLogName)
    .describe(
      'The name of the log, the first line of every checkpoint. No other log in the world should bear it, so take one of your own domain, as records.example.org; it can never be changed once there are records.',
    ),
  CHECKPOINT_DIR: z
    .string()
    .optional()
    .describe(
      'A second place for signed checkpoints, such as a directory on another machine’s disk: a file for each size of the log, at most one a second. What it holds shows whether the log was cut short or put back, and a log that was does not start.',
    ),
  CHECKPOINT_COMMAND: z
    .string()
    .optional()
    .describe(
      'A command that takes a signed checkpoint on its standard input and puts it somewhere else, at most once a second. One that fails is logged, counted and tried again.',
    ),
  CHECKPOINT_OVERRIDE: z
    .string()
    .regex(
      /^(?:0|[1-9]\d{0,15})$/,
      'Expected: a whole number, the size of the checkpoint that the log may differ from.',
    )
    .transform(Number)
    .optional()
    .describe(
      'The size of the newest checkpoint in CHECKPOINT_DIR, to let the log go on, this once, though it is shorter than that checkpoint or another. The log records it.',
    ),
  REQUIRE_ACTOR: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .optional()
    .describe(
      'Whether it has to be said which person reads, lists, counts (records report) or exports records (X-Actor, --actor): on, off. Left out: on for records that were begun with this version or later; for older ones off, with a warning a day in the log.',
    ),
  FOUR_EYES: fourEyes
    .optional()
    .describe(
      'What takes two people: erase (records erase and records prune want --approver), activate (other rules come into use only after “virtual-school rules approve”), or both with a comma between. Left out: nothing.',
    ),
}

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

const schema = z.object(recordsVariables)
const secretFile = 'records-secret'

/** The variables of the records, each as `recordsVariables` reads it. */
export type RecordsVariables = z.output<typeof schema>

/**
 * The settings that variables make, for a program that has read `recordsVariables` with its own. Issue if two of them do not go
 * together.
 */
export const recordsSettingsFrom = (read: RecordsVariables): Checked<RecordsSettings> => {
  const { DATA_DIR, DATABASE_URL, RECORDS_SECRET, RECORDS_SECRET_FILE, RECORDS_NAME } = read
  const { REQUIRE_ACTOR, FOUR_EYES, CHECKPOINT_DIR, CHECKPOINT_COMMAND, CHECKPOINT_OVERRIDE } = read
  if (RECORDS_SECRET !== undefined && RECORDS_SECRET_FILE !== undefined)
    return refusal('not-allowed-here', '/RECORDS_SECRET_FILE', twoSecrets)
  return accepted({
    place: DATABASE_URL === undefined ? { directory: DATA_DIR } : { url: DATABASE_URL },
    secret: { value: RECORDS_SECRET, file: RECORDS_SECRET_FILE ?? join(DATA_DIR, secretFile) },
    name: RECORDS_NAME,
    fourEyes: FOUR_EYES === undefined ? undefined : parseFourEyes(FOUR_EYES),
    requireActor: REQUIRE_ACTOR === undefined ? undefined : REQUIRE_ACTOR === 'on',
    secondPlace: { directory: CHECKPOINT_DIR, command: CHECKPOINT_COMMAND, override: CHECKPOINT_OVERRIDE },
  })
}

/**
 * Where the records of an environment are, where copies of their checkpoints go, and what is asked of people. A variable that is
 * empty counts as left out. Issues name the variable and never repeat its value.
 */
export const parseRecordsSettings = (environment: Environment): Checked<RecordsSettings> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given)
  return read.success ? recordsSettingsFrom(read.data) : { ok: false, issues: read.error.issues.map(describeZodIssue) }
}

const twoSecrets =
  'RECORDS_SECRET and RECORDS_SECRET_FILE are both set, and there is one root secret. Leave one of them out.'
const describeZodIssue = ({ path, message }: z.core.$ZodIssue): Issue => ({
  code: 'malformed',
  pointer: `/${path.join('/')}`,
  message: `${path.join('.')} cannot be used. ${message}`,
})

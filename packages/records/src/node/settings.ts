import { statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { accepted, type Checked, type Issue, refusal } from '../checked.ts'
import type { RecordsSettings } from '../records.ts'
import { fourEyesIn, recordsVariables } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const schema = z.object(recordsVariables)
const sqliteFile = 'records.sqlite'
const secretFile = 'records-secret'

/**
 * Where the records of an environment are, where their checkpoints go besides, and what is asked of people. A variable that is
 * empty counts as left out. `engine` is the version of the software that decides. Issues name the variable and never repeat its value.
 */
export const recordsSettingsOf = (environment: Environment, engine: string): Checked<RecordsSettings> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, issues: read.error.issues.map(asIssue) }
  const { DATA_DIR, DATABASE_URL, RECORDS_SECRET, RECORDS_SECRET_FILE, RECORDS_NAME } = read.data
  const { REQUIRE_ACTOR, FOUR_EYES, CHECKPOINT_DIR, CHECKPOINT_COMMAND, CHECKPOINT_OVERRIDE } = read.data
  if (RECORDS_SECRET !== undefined && RECORDS_SECRET_FILE !== undefined)
    return refusal('not-allowed-here', '/RECORDS_SECRET_FILE', twoSecrets)
  return accepted({
    place: DATABASE_URL === undefined ? { directory: DATA_DIR } : { url: DATABASE_URL },
    secret: { value: RECORDS_SECRET, file: RECORDS_SECRET_FILE ?? join(DATA_DIR, secretFile) },
    name: RECORDS_NAME,
    engine,
    fourEyes: FOUR_EYES === undefined ? undefined : fourEyesIn(FOUR_EYES),
    requireActor: REQUIRE_ACTOR === undefined ? undefined : REQUIRE_ACTOR === 'on',
    secondPlace: { directory: CHECKPOINT_DIR, command: CHECKPOINT_COMMAND, override: CHECKPOINT_OVERRIDE },
  })
}

/** Throws where it cannot be told, as in a folder that may not be looked into. */
const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/** Whether there may be records at the place that an environment names. A server is taken to have some: only asking it would tell. */
export const hasRecords = (environment: Environment): boolean => {
  const settings = recordsSettingsOf(environment, '')
  return settings.ok && existingLog(settings.value).ok
}

/** For whoever opens what is there: a mistyped directory must not become new, empty records. */
export const existingRecords = (settings: RecordsSettings): Checked<RecordsSettings> => {
  const { secret } = settings
  const found = existingLog(settings)
  if (!found.ok) return found
  if (secret.value === undefined && !isThere(secret.file)) return refusal('unreadable', '', noSecret, secret.file)
  return found
}

/** The same for whoever only reads the log, which takes no secret. */
export const existingLog = (settings: RecordsSettings): Checked<RecordsSettings> => {
  const { place } = settings
  if ('directory' in place && !isThere(join(place.directory, sqliteFile)))
    return refusal('unreadable', '', noRecords, place.directory)
  return accepted(settings)
}

const twoSecrets =
  'RECORDS_SECRET and RECORDS_SECRET_FILE are both set, and there is one root secret. Leave one of them out.'
const noRecords = 'There are no records in this directory. Name the one that the service uses: --data, or DATA_DIR.'
const noSecret =
  'There is no root secret of records here. Name the directory that the service uses, or set RECORDS_SECRET_FILE or RECORDS_SECRET.'

const asIssue = ({ path, message }: z.core.$ZodIssue): Issue => ({
  code: 'malformed',
  pointer: `/${path.join('/')}`,
  message: `${path.join('.')} cannot be used. ${message}`,
})

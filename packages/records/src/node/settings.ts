import { statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { accepted, type Checked, type Issue, refusal } from '../checked.ts'
import type { RecordsSettings } from '../records.ts'
import { recordsVariables } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const schema = z.object(recordsVariables)
const sqliteFile = 'records.sqlite'
const secretFile = 'records-secret'

/**
 * Where the records of an environment are: DATA_DIR, DATABASE_URL, RECORDS_SECRET or RECORDS_SECRET_FILE, RECORDS_NAME. A
 * variable that is empty counts as left out. `engine` is the version of the software that decides. Issues name the variable
 * and never repeat its value.
 */
export const recordsSettingsOf = (environment: Environment, engine: string): Checked<RecordsSettings> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, issues: read.error.issues.map(asIssue) }
  const { DATA_DIR, DATABASE_URL, RECORDS_SECRET, RECORDS_SECRET_FILE, RECORDS_NAME } = read.data
  if (RECORDS_SECRET !== undefined && RECORDS_SECRET_FILE !== undefined)
    return refusal('not-allowed-here', '/RECORDS_SECRET_FILE', twoSecrets)
  return accepted({
    place: DATABASE_URL === undefined ? { directory: DATA_DIR } : { url: DATABASE_URL },
    secret: { value: RECORDS_SECRET, file: RECORDS_SECRET_FILE ?? join(DATA_DIR, secretFile) },
    name: RECORDS_NAME,
    engine,
  })
}

/** Throws where it cannot be told, as in a folder that may not be looked into. */
const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/** For whoever only reads: a mistyped directory must not become new, empty records. */
export const existingRecords = (settings: RecordsSettings): Checked<RecordsSettings> => {
  const { place, secret } = settings
  if ('directory' in place && !isThere(join(place.directory, sqliteFile)))
    return refusal('unreadable', '', noRecords, place.directory)
  if (secret.value === undefined && !isThere(secret.file)) return refusal('unreadable', '', noSecret, secret.file)
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

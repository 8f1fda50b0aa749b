import * as z from 'zod'
import { isKeyName } from '../checkpoint/verifier-key.ts'

const isPostgres = (text: string): boolean => URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol)

/** The variables that say where records are: a row each, with its default and what it means. */
export const recordsVariables = {
  DATA_DIR: z
    .string()
    .prefault('./data')
    .describe(
      'Where the service keeps what is its own: keys.json, which holds the keys that may call, and the records.',
    ),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, 'Expected: an address of PostgreSQL, as postgres://user:password@host:5432/database.')
    .optional()
    .describe('The PostgreSQL database that holds the records. Left out: SQLite, in files in DATA_DIR.'),
  RECORDS_SECRET: z
    .string()
    .optional()
    .describe(
      'The root secret of the records: 32 random bytes in base64. Left out: the file records-secret in DATA_DIR, made when it is not there.',
    ),
  RECORDS_NAME: z
    .string()
    .max(200, 'Expected: 200 characters at most.')
    .refine(isKeyName, 'Expected: a name without spaces or “+”, as records.example.org.')
    .prefault('virtual-school')
    .describe(
      'The name of the log, the first line of every checkpoint. It can never be changed once there are records.',
    ),
}

import * as z from 'zod'
import { isKeyName } from '../checkpoint/verifier-key.ts'

const isPostgres = (text: string): boolean => URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol)

/** Reading one of these would drop the locks that SQLite has on it. */
const isOfDatabase = (path: string): boolean => /\.sqlite(?:-wal|-shm)?$/.test(path)

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
      'The root secret of the records: 32 random bytes in base64. Left out: it stands in a file, see RECORDS_SECRET_FILE.',
    ),
  RECORDS_SECRET_FILE: z
    .string()
    .refine(path => !isOfDatabase(path), 'Expected: a file of its own, and none of the database.')
    .optional()
    .describe(
      'The file that holds the root secret, which its owner alone may read (mode 0600). It is made if it is not there and there are no records yet. Keep it apart from the records, on another disk or in a store of secrets. Left out: records-secret in DATA_DIR. Not together with RECORDS_SECRET.',
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

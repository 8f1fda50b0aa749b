import { errorCode } from '@virtual-school/rules/internal'
import { isRecordsFault } from './errors.ts'

/** What went wrong with storage, and what to do about it. */
interface FaultWords {
  readonly what: string
  readonly todo: string
}

const words = (what: string, todo: string): FaultWords => ({ what, todo })

const damaged = words(
  'the file is damaged, or is no database',
  'Put it back from a backup; “virtual-school records verify” tells what is still sound.',
)
const noRoom = words('the disk is full', 'Make room on it.')
const notReadable = words(
  'a file or folder may not be read or written by the user that runs this',
  'Give it to that user: chown, then chmod 700 for the folder and 600 for the files.',
)
const readOnly = words('a file or folder can only be read', 'Let it be written, or name another with DATA_DIR.')
const unreachable = words(
  'the machine of the database cannot be reached, or does not answer',
  'Check the network, and the host and port in DATABASE_URL.',
)
const broken = words('the connection to the database broke off', 'Check that PostgreSQL is running, and its log.')
const certificate = words(
  'the certificate of the database is not trusted',
  'Give its authority with sslrootcert in DATABASE_URL, or have the certificate put right.',
)
const notLetIn = words(
  'the database does not let this user in',
  'Check the user in DATABASE_URL and the rules of PostgreSQL (pg_hba.conf).',
)
const wrongPassword = words('the database refuses the password', 'Put the right one into DATABASE_URL.')
const noRights = words(
  'the user of the database lacks rights',
  'Give it those of docs/running.md, “PostgreSQL: who may do what”.',
)
const starting = words('the database is starting or stopping', 'Try again in a moment.')
const slow = words(
  'the database did not answer in time: it has too much to do, or another process holds the end of the log',
  'Look for a process that hangs, and try again.',
)
const taken = words(
  'a record stands already where the next one belongs',
  'Nothing is added until “virtual-school records verify” has shown what was put there and it is put right.',
)

/** By the errno of the system, the code of SQLite, the SQLSTATE of PostgreSQL, or its first two characters. */
const byCode: Readonly<Record<string, FaultWords>> = {
  EACCES: notReadable,
  EPERM: notReadable,
  EROFS: readOnly,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  ENOTDIR: words('a part of the path is a file and no folder', 'Correct DATA_DIR.'),
  EISDIR: words('a folder stands where a file should', 'Correct DATA_DIR.'),
  ENOENT: words('a file or folder is not there', 'Correct DATA_DIR, or put it back.'),
  EIO: words('the disk reports an error', 'Check the disk.'),
  EMFILE: words('too many files are open', 'Raise the limit of open files (ulimit -n).'),
  ECONNREFUSED: words('nothing answers at that port', 'Start PostgreSQL, or correct host and port in DATABASE_URL.'),
  ENOTFOUND: words('there is no host of that name', 'Correct the host in DATABASE_URL.'),
  EAI_AGAIN: words('the name of the host cannot be looked up now', 'Check the network and its name service.'),
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ECONNRESET: broken,
  EPIPE: broken,
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  CERT_HAS_EXPIRED: certificate,
  ERR_TLS_CERT_ALTNAME_INVALID: certificate,
  SQLITE_CANTOPEN: words('a file of the records cannot be opened', 'Check that DATA_DIR may be read and written.'),
  SQLITE_READONLY: readOnly,
  SQLITE_PERM: notReadable,
  SQLITE_FULL: noRoom,
  SQLITE_CORRUPT: damaged,
  // A file that was cut short.
  SQLITE_IOERR_SHORT_READ: damaged,
  SQLITE_NOTADB: damaged,
  SQLITE_IOERR: words('the disk reports an error while the file is read or written', 'Check the disk.'),
  SQLITE_BUSY: slow,
  SQLITE_LOCKED: slow,
  SQLITE_CONSTRAINT: taken,
  '28P01': wrongPassword,
  '28': notLetIn,
  '3D000': words('there is no database of that name', 'Make it (createdb), or correct the name in DATABASE_URL.'),
  '42501': noRights,
  '42P01': words('a table of the records is missing', 'Start the service once as the owner of the database.'),
  '23505': taken,
  '25006': words('the database takes no writing: it is a copy of another, or set so', 'Name the one that is written.'),
  '53100': words('the disk of the database is full', 'Make room on it.'),
  '53300': words('the database has as many connections as it may', 'Raise max_connections, or run fewer processes.'),
  '53': words('the database lacks memory or disk', 'Give it more.'),
  '55P03': slow,
  '57014': slow,
  '57P03': starting,
  '57': words('the database was stopped, or has cut the connection', 'Start it again.'),
  '58': words('the disk of the database reports an error', 'Check its disk and its log.'),
  XX: words(
    'the database is damaged',
    'Put it back from a backup; “virtual-school records verify” tells what is still sound.',
  ),
  '08': broken,
}

/** pg has no code for these; by how their messages begin. */
const byMessage: readonly (readonly [RegExp, FaultWords])[] = [
  [/^(?:timeout exceeded when trying to connect|.*due to connection timeout)/, unreachable],
  [/^Query read timeout/, slow],
  [/^Connection terminated/, broken],
  [/^SASL: .*password must be/, words('the database asks for a password', 'Put it into DATABASE_URL.')],
  [
    /^The server does not support SSL/,
    words('the database offers no TLS', 'Have it switched on there, or leave sslmode out.'),
  ],
]

const findByCode = (code: string): FaultWords | undefined => {
  const whole = byCode[code]
  if (whole !== undefined) return whole
  // SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR; a SQLSTATE begins with its class.
  if (code.startsWith('SQLITE_')) return byCode[code.split('_').slice(0, 2).join('_')]
  return code.length === 5 ? byCode[code.slice(0, 2)] : undefined
}

/**
 * What a failure of storage was, in our words: undefined if it is of no kind that we know. What a database or the system
 * says is never repeated, since it may quote an address with its password, or a value.
 */
export const faultWords = (error: unknown): FaultWords | undefined => {
  if (isRecordsFault(error)) return words(error.message, '')
  const message = error instanceof Error ? error.message : ''
  return findByCode(errorCode(error) ?? '') ?? byMessage.find(([form]) => form.test(message))?.[1]
}

/** The code beside the words: an errno, a code of SQLite, or a SQLSTATE; of no other form, as none may hold a value. */
export const faultCode = (error: unknown): string | undefined => {
  const code = errorCode(error) ?? ''
  return /^[A-Z0-9_]{2,40}$/.test(code) ? code : undefined
}

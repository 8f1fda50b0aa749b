import { type LogToRead, logFromEnvironment } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { type ExitCode, exitCodes, refuse, remark, type Terminal } from '../terminal/terminal.ts'
import { readText } from './read-text.ts'
import type { RecordsOptions } from './with-records.ts'

/** What every command takes that only reads the log. */
export interface LogOptions extends RecordsOptions {
  /** The log’s public key, or a file with it. */
  readonly key?: string
}

/** A log whose key is known. */
export type OwnedLog = LogToRead & { readonly verifierKey: string }

const unreadable =
  'The records could not be read: the database cannot be reached, or may not be read by you. Nothing was changed.'

/** Somebody began to write while this read; again, and what was read fits together. */
const triesCount = 3

/** The text of the key that was named on the command line; undefined: none was. */
export const resolveVerifierKey = async (key: string | undefined): Promise<Checked<string | undefined>> => {
  if (key === undefined || /^[^+\s]+\+[0-9a-f]{8}\+/.test(key)) return accepted(key)
  const read = await readText(key)
  return read.ok ? accepted(read.value.trim()) : read
}

/** The log with its public key; issue `missing-member` if the key was not given. */
export const requireVerifierKey = <T extends LogToRead>(log: T): Checked<T & OwnedLog> => {
  const { verifierKey } = log
  if (verifierKey !== undefined) return accepted({ ...log, verifierKey })
  const message =
    'Give the log’s public key: --key log.pub, or --key with its text. Its owner prints it with “records checkpoint --key”.'
  return refused([{ code: 'missing-member', pointer: '/key', message }])
}

/** Tries `read` over the log, and over again if somebody has begun to write to files that nobody wrote. */
const readStill = async <T>(
  open: () => Promise<Checked<LogToRead>>,
  read: (log: LogToRead) => Promise<Checked<T>>,
): Promise<Checked<T> | 'moved'> => {
  for (let tries = 0; tries < triesCount; tries += 1) {
    const log = await open()
    if (!log.ok) return log
    try {
      const found = await read(log.value).catch((error: unknown) => ({ error }))
      if (log.value.database.wereWritten()) continue
      if ('error' in found) throw found.error
      return found
    } finally {
      await log.value.close()
    }
  }
  return 'moved'
}

/**
 * Opens the log to be read alone, works something out, and tells of it: nothing of the records is changed, and neither the
 * root secret nor the right to write is needed. Ends with 2 if it is refused, and with 1 if it cannot be read.
 */
export const withLog = async <T>(
  options: LogOptions,
  terminal: Terminal,
  read: (log: LogToRead) => Promise<Checked<T>>,
  tell: (found: T) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const key = await resolveVerifierKey(options.key)
  if (!key.ok) return refuse(terminal, key.issues, options.format)
  const environment = { ...terminal.env, ...(options.data === undefined ? {} : { DATA_DIR: options.data }) }
  const open = () => logFromEnvironment(environment, { verifierKey: key.value, now: terminal.now })
  const found = await readStill(open, read).catch(() => undefined)
  if (found === undefined || found === 'moved') {
    await remark(terminal, found === undefined ? unreadable : moved)
    return exitCodes.failed
  }
  return found.ok ? tell(found.value) : refuse(terminal, found.issues, options.format)
}

const moved = 'Somebody wrote to the records while they were read. Try again.'

import { isRecordsFault } from '../faults/errors.ts'
import { faultCode, faultWords } from '../faults/fault-words.ts'
import type { Issue } from '../model/checked.ts'
import type { Environment } from './settings.ts'

const plainName = /^[\w.-]+$/

/**
 * Host, port and database of an address, never its user or password. Undefined if they cannot be told apart for certain:
 * a password with “/”, “?” or “#” in it that was not percent-encoded ends up in other parts.
 */
const renderAddress = (address: string): string | undefined => {
  const { hostname, port, pathname, search, hash } = new URL(address)
  const name = decodeURIComponent(pathname.slice(1))
  if (`${pathname}${search}${hash}`.includes('@') || (name !== '' && !plainName.test(name))) return undefined
  const host = `${hostname === '' ? 'localhost' : hostname}:${port === '' ? '5432' : port}`
  return name === '' ? host : `${host}, database “${name}”`
}

const renderPlace = ({ DATABASE_URL, DATA_DIR }: Environment): string => {
  try {
    if (DATABASE_URL) return renderAddress(DATABASE_URL) ?? 'the address in DATABASE_URL'
  } catch {
    return 'the address in DATABASE_URL'
  }
  return DATA_DIR || './data'
}

const unknown = { what: 'storage failed in a way that has no words here', todo: 'Look into the log of the database.' }

const renderMessage = (error: unknown, environment: Environment): string => {
  if (isRecordsFault(error)) return `The records cannot be opened. ${error.message}`
  const code = faultCode(error)
  const { what, todo } = faultWords(error) ?? unknown
  return `The records cannot be opened: ${what}${code === undefined ? '' : ` (${code})`}. It was tried at ${renderPlace(environment)}. ${todo}`
}

/** Why `recordsFromEnvironment` was rejected, for a reader: what failed, where, and what to do. */
export const openingIssue = (error: unknown, environment: Environment): Issue => ({
  code: 'unreadable',
  pointer: environment.DATABASE_URL ? '/DATABASE_URL' : '/DATA_DIR',
  message: renderMessage(error, environment),
})

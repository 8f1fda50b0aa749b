import { hasClientsBeside, type Records } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import { localCaller } from './caller.ts'
import { isLoopback } from './loopback.ts'

/** What there is to say who may call. */
export interface Admission {
  /** ACCESS=open. */
  readonly isOpen: boolean
  readonly host: string
  /** Whether there is, or ever was, a key. */
  readonly hasKeys: boolean
  /** Whether the tokens of an issuer are trusted. */
  readonly hasIssuer: boolean
}

const makeKey = 'make a key with “virtual-school keys create --client NAME --scopes decide”'
const trustIssuer = 'set OAUTH_ISSUER, OAUTH_AUDIENCE and OAUTH_JWKS_URL'

const notAllowed = (pointer: string, message: string): Issue => ({ code: 'not-allowed-here', pointer, message })

const nobodyMayCall = notAllowed(
  '/ACCESS',
  `Nothing says who may call: ${makeKey} (or ${trustIssuer}), or set ACCESS=open to try the service out on this machine alone, without keys.`,
)
const openToOthers = notAllowed(
  '/HOST',
  `HOST is an address that other machines can reach, and ACCESS=open asks nobody for a key. Leave HOST out; or leave ACCESS out and ${makeKey}, or ${trustIssuer}.`,
)
const openBesideKeys = notAllowed(
  '/ACCESS',
  'ACCESS=open would let in everybody on this machine, and there are keys that say who may call. Set ACCESS=keys, or leave it out; to try the service out, give it another DATA_DIR.',
)

/** Open access is for a log that was only ever open: in any other, records of callers with a key could be read by everybody. */
const openOverKeyedRecords = notAllowed(
  '/ACCESS',
  `The records here hold some of callers that had a key or a token, so ACCESS=open would let everybody on this machine read them. Set ACCESS=keys, and ${makeKey} or put the keys back that are missing; to try the service out, give it another DATA_DIR or DATABASE_URL.`,
)

/** Why a service must not start like this; none: it may. */
export const admissionIssues = ({ isOpen, host, hasKeys, hasIssuer }: Admission): readonly Issue[] => {
  if (!isOpen) return hasKeys || hasIssuer ? [] : [nobodyMayCall]
  return [...(hasKeys ? [openBesideKeys] : []), ...(isLoopback(host) ? [] : [openToOthers])]
}

/** Thrown when a service must not start: its issues say what to do. */
export const refusedAccess = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'AccessRefused', issues })

/** Rejects with the issue if ACCESS=open would open records of callers with a key or a token to everybody on this machine. */
export const admitOpenly = async ({ database }: Pick<Records, 'database'>): Promise<void> => {
  if (await hasClientsBeside(database, localCaller.id)) throw refusedAccess([openOverKeyedRecords])
}

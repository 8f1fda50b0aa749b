import { bearerToken } from './bearer.ts'
import { localCaller } from './caller.ts'
import type { Identity } from './identity.ts'
import type { HeldKeys } from './keys/held-keys.ts'
import { tokenStart } from './keys/token.ts'
import type { Limiter } from './limiter.ts'

/** Who may call, and how often. */
export interface Access {
  /** By the Authorization header. A promise only where a signature has to be checked. */
  readonly identify: (authorization: string | undefined) => Identity | Promise<Identity>
  /** Calls by the id of a caller; the local one is not counted. */
  readonly calls: Limiter | undefined
  /** Failed attempts by address. */
  readonly failures: Limiter | undefined
}

interface AccessParts {
  readonly keys: HeldKeys
  /** Absent where no issuer of tokens is trusted. */
  readonly verifyToken: ((token: string) => Identity | Promise<Identity>) | undefined
  readonly calls: Limiter
  readonly failures: Limiter
}

const everybody: Identity = { caller: localCaller }
const noneSent: Identity = { unknown: 'none-sent' }
const notValid: Identity = { unknown: 'not-valid' }

/** For a service that nobody beyond this machine can reach: whoever calls may do everything. */
export const openAccess: Access = { identify: () => everybody, calls: undefined, failures: undefined }

/** Open until there is a file of keys or an issuer of tokens, and never again after. */
export const createAccess = ({ keys, verifyToken, calls, failures }: AccessParts): Access => ({
  identify: authorization => {
    if (!keys.areInForce() && verifyToken === undefined) return everybody
    if (authorization === undefined) return noneSent
    const token = bearerToken(authorization)
    if (token === undefined) return notValid
    if (token.startsWith(tokenStart)) return keys.find(token)
    return verifyToken === undefined ? notValid : verifyToken(token)
  },
  calls,
  failures,
})

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
  /** Whether everybody on this machine may call, without a key. Then only this machine is answered. */
  readonly isOpen: () => boolean
  /** Calls by the id of a caller; the local one is not counted. */
  readonly calls: Limiter | undefined
  /** Failed attempts by address. */
  readonly failures: Limiter | undefined
  /** Readings by caller and child; the local one’s are not counted. */
  readonly readings?: Limiter | undefined
}

interface AccessParts {
  /** ACCESS=open. */
  readonly isOpen: boolean
  readonly keys: HeldKeys
  /** Absent where no issuer of tokens is trusted. */
  readonly verifyToken: ((token: string) => Identity | Promise<Identity>) | undefined
  readonly calls: Limiter
  readonly failures: Limiter
  readonly readings?: Limiter
}

const everybody: Identity = { caller: localCaller }
const noneSent: Identity = { unknown: 'none-sent' }
const notValid: Identity = { unknown: 'not-valid' }

/** Everybody on this machine may do everything, and nobody else is answered. */
export const openAccess: Access = {
  identify: () => everybody,
  isOpen: () => true,
  calls: undefined,
  failures: undefined,
}

/** Where it was said to be open, it is so until there is a key, and never again after. */
export const createAccess = ({ isOpen: isSaid, keys, verifyToken, calls, failures, readings }: AccessParts): Access => {
  const isOpen = () => isSaid && !keys.areInForce()
  return {
    identify: authorization => {
      if (isOpen()) return everybody
      if (authorization === undefined) return noneSent
      const token = bearerToken(authorization)
      if (token === undefined) return notValid
      if (token.startsWith(tokenStart)) return keys.find(token)
      return verifyToken === undefined ? notValid : verifyToken(token)
    },
    isOpen,
    calls,
    failures,
    readings,
  }
}

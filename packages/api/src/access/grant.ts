import type { Log } from '../log.ts'
import { type Access, createAccess } from './access.ts'
import { admissionIssues, refusedAccess } from './admission.ts'
import type { KeyExpiry } from './keys/expiry-watch.ts'
import type { HeldKeys } from './keys/held-keys.ts'
import { createLimiter } from './limiter.ts'
import { keySetAt } from './oauth/key-set.ts'
import { tokenVerifier } from './oauth/verify-token.ts'
import type { AccessSettings } from './settings.ts'

interface World {
  readonly clock: () => number
  readonly log: Log
}

/** Who may call, as the log says it when the service starts. */
type Told = 'open' | 'keys' | 'tokens' | 'keys and tokens'

/** Access as the service has it, with the words for who that is. */
export interface Granted extends Access {
  readonly told: Told
  /** The keys that can still be used and will end. */
  readonly expiries: () => readonly KeyExpiry[]
}

const toldOf = (isOpen: boolean, hasKeys: boolean, hasIssuer: boolean): Told => {
  if (isOpen) return 'open'
  if (!hasIssuer) return 'keys'
  return hasKeys ? 'keys and tokens' : 'tokens'
}

/** Puts together who may call. Throws the issues if nothing says so, or if that would be more than it may be. */
export const accessFor = (settings: AccessSettings, { clock, log }: World, keys: HeldKeys): Granted => {
  const { isOpen, host, oauth, rateLimit, rateLimitFailed } = settings
  const [hasKeys, hasIssuer] = [keys.areInForce(), oauth !== undefined]
  const issues = admissionIssues({ isOpen, host, hasKeys, hasIssuer })
  if (issues.length > 0) throw refusedAccess(issues)
  const access = createAccess({
    isOpen,
    keys,
    verifyToken: oauth && tokenVerifier(oauth, keySetAt(oauth.jwksUrl, { fetch, clock, log }), clock),
    calls: createLimiter(rateLimit, clock),
    failures: createLimiter(rateLimitFailed, clock),
  })
  return { ...access, told: toldOf(isOpen, hasKeys, hasIssuer), expiries: keys.expiries }
}

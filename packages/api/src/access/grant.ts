import type { Issue } from '@virtual-school/rules'
import type { Log } from '../log.ts'
import { type Access, createAccess } from './access.ts'
import { holdKeys } from './keys/held-keys.ts'
import { keyFileIn } from './keys/key-file.ts'
import { createLimiter } from './limiter.ts'
import { keySetAt } from './oauth/key-set.ts'
import { tokenVerifier } from './oauth/verify-token.ts'
import type { AccessSettings } from './settings.ts'

interface World {
  readonly clock: () => number
  readonly log: Log
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i

const unguarded: Issue = {
  code: 'not-allowed-here',
  pointer: '/HOST',
  message:
    'HOST is an address that other machines can reach, and nothing says who may call. Make a key with “virtual-school keys create --client NAME --scopes decide”; or set OAUTH_ISSUER, OAUTH_AUDIENCE and OAUTH_JWKS_URL; or leave HOST out.',
}

/** Puts together who may call. Throws the issues where that cannot be said, or would be everybody on the network. */
export const accessFor = (settings: AccessSettings, { clock, log }: World): Access => {
  const { host, dataDirectory, oauth, rateLimit, rateLimitFailed } = settings
  const keys = holdKeys(keyFileIn(dataDirectory), clock, log)
  if (!keys.areInForce() && oauth === undefined && !loopback.test(host))
    throw Object.assign(new Error(unguarded.message), { name: 'AccessRefused', issues: [unguarded] })
  return createAccess({
    keys,
    verifyToken: oauth && tokenVerifier(oauth, keySetAt(oauth.jwksUrl, { fetch, clock, log }), clock),
    calls: createLimiter(rateLimit, clock),
    failures: createLimiter(rateLimitFailed, clock),
  })
}

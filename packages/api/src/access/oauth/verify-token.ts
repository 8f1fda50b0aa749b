import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Identity } from '../identity.ts'
import type { OAuthSettings } from '../settings.ts'
import { callerIn } from './claims.ts'
import { keysUnreachable } from './key-set.ts'
import { digestOf, seenTokens } from './seen-tokens.ts'

/** Signatures by key pairs alone: with a shared secret, whoever can check a token could make one. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const leewaySeconds = 30

const whyNot = (thrown: unknown): Identity => {
  if (thrown === keysUnreachable) return { unknown: 'keys-unreachable' }
  // Only thrown once the signature is found right.
  return { unknown: thrown instanceof errors.JWTExpired ? 'expired' : 'not-valid' }
}

/** Checks tokens (JWT, RFC 7519) of one issuer for one audience. */
export const tokenVerifier = (
  { issuer, audience, realmClaim }: Pick<OAuthSettings, 'issuer' | 'audience' | 'realmClaim'>,
  keySet: JWTVerifyGetKey,
  clock: () => number,
): ((token: string) => Identity | Promise<Identity>) => {
  const seen = seenTokens(clock)
  const verify = async (token: string, digest: string): Promise<Identity> => {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience,
        algorithms,
        clockTolerance: leewaySeconds,
        currentDate: new Date(clock()),
        requiredClaims: ['exp'],
      })
      const { caller, claim } = callerIn(payload, { latest: clock() / 1_000 + leewaySeconds, realmClaim })
      if (caller === undefined) return { unknown: 'not-valid', claim }
      const identity = { caller }
      seen.remember(digest, identity, (payload.exp ?? 0) * 1_000)
      return identity
    } catch (thrown) {
      return whyNot(thrown)
    }
  }
  return token => {
    const digest = digestOf(token)
    return seen.identityOf(digest) ?? verify(token, digest)
  }
}

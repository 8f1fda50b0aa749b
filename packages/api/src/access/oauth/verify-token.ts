import { defaultRealm, realmName } from '@virtual-school/records'
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Caller } from '../caller.ts'
import type { Identity } from '../identity.ts'
import { isScope } from '../scope.ts'
import type { OAuthSettings } from '../settings.ts'
import { keysUnreachable } from './key-set.ts'
import { digestOf, seenTokens } from './seen-tokens.ts'

/** Signatures by key pairs alone: with a shared secret, whoever can check a token could make one. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const leewaySeconds = 30
const idLength = 200

const wordsOf = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(' ')
  return Array.isArray(claim) ? claim.filter(word => typeof word === 'string') : []
}

/** Issuers differ in where they put both. A client is told apart from one with a key by what its id begins with. */
const callerIn = (payload: JWTPayload, realmClaim: string | undefined): Caller | undefined => {
  const { azp, client_id, sub, scope, scp, roles } = payload
  const realm = realmClaim === undefined ? defaultRealm : realmName.safeParse(payload[realmClaim]).data
  const id = [azp, client_id, sub].find(claim => typeof claim === 'string' && claim !== '')
  if (typeof id !== 'string' || id.length > idLength || realm === undefined) return undefined
  return { id: `oauth:${id}`, realm, scopes: new Set([scope, scp, roles].flatMap(wordsOf).filter(isScope)) }
}

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
      const caller = callerIn(payload, realmClaim)
      if (caller === undefined) return { unknown: 'not-valid' }
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

import { hash } from 'node:crypto'
import { defaultRealm, looksPersonal, realmName } from '@virtual-school/records'
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { OAuthSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { type Caller, type Identity, isScope } from './caller.ts'

interface World {
  readonly clock: () => number
  readonly log: Log
}

/** The caller whom a token names, or the claim that cannot be used. */
type Claimed =
  | { readonly caller: Caller; readonly claim?: never }
  | { readonly caller?: never; readonly claim: 'azp' | 'client_id' | 'sub' | 'iat' | 'realm' }

/**
 * What may be the id of a client: it goes into records, for ever and in clear, so it is printable ASCII, 1 to 200 characters,
 * without a blank at either end.
 */
const clientForm = /^[!-~](?:[ -~]{0,198}[!-~])?$/
const isClient = (claim: unknown): claim is string => typeof claim === 'string' && clientForm.test(claim)

const splitWords = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(' ')
  return Array.isArray(claim) ? claim.filter(word => typeof word === 'string') : []
}

/** The claim that names the client. `sub` may be a person’s, and a person is no client: what looks like one is not taken. */
const findClient = ({
  azp,
  client_id,
  sub,
}: JWTPayload): { readonly id: string } | { readonly claim: 'azp' | 'client_id' | 'sub' } => {
  if (azp !== undefined && !isClient(azp)) return { claim: 'azp' }
  // Two claims for one thing have to agree.
  if (client_id !== undefined && (!isClient(client_id) || (azp ?? client_id) !== client_id))
    return { claim: 'client_id' }
  const id = azp ?? client_id
  if (typeof id === 'string') return sub === undefined || typeof sub === 'string' ? { id } : { claim: 'sub' }
  return isClient(sub) && !looksPersonal(sub) ? { id: sub } : { claim: 'sub' }
}

/**
 * The caller in the claims of a token whose signature, issuer, audience and end are right. Issuers differ in where they put
 * client and scopes. A client is told apart from one with a key by what its id begins with: those have no colon. `latest` is
 * the last second at which the token may have been issued; `realmClaim` the claim that names the realm, if one is set.
 */
const findCaller = (
  claims: JWTPayload,
  { latest, realmClaim }: { readonly latest: number; readonly realmClaim?: string | undefined },
): Claimed => {
  const { iat, scope, scp, roles } = claims
  if (iat !== undefined && !(iat <= latest)) return { claim: 'iat' }
  const client = findClient(claims)
  if ('claim' in client) return client
  const realm = realmClaim === undefined ? defaultRealm : realmName.safeParse(claims[realmClaim]).data
  if (realm === undefined) return { claim: 'realm' }
  const words = [scope, scp, roles].flatMap(splitWords)
  return { caller: { id: `oauth:${client.id}`, realm, scopes: new Set(words.filter(isScope)) } }
}

/** After this long the keys are fetched again, beside the requests that use the old ones. */
const refreshMilliseconds = 10 * 60_000
/** For this long after a fetch there is no other, whatever tokens say: else anybody could have the issuer flooded. */
const cooldownMilliseconds = 30_000

/** There are no keys to check with, which says nothing about the token. */
const keysUnreachable = new Error('The keys of the issuer could not be fetched.')

/**
 * The public keys at an address. jose fetches them and holds those that it fetched last, also while the address fails; when to
 * fetch is decided here, since jose alone would wait for the address again and again while it fails.
 */
const keySetAt = (url: string, { clock, log }: World): JWTVerifyGetKey => {
  const keySet = createRemoteJWKSet(new URL(url), { cacheMaxAge: Infinity, cooldownDuration: Infinity })
  let isHeld = false
  let tried = Number.NEGATIVE_INFINITY

  const fetchKeys = async (): Promise<void> => {
    tried = clock()
    try {
      await keySet.reload()
      isHeld = true
    } catch {
      log.error('token-keys-not-fetched', { haveOlder: isHeld })
    }
  }
  const isDue = (after: number) => Math.abs(clock() - tried) >= after
  let fetching = Promise.resolve()
  /** Fetches, unless that was tried a short time ago; waits for what is under way. */
  const refresh = (after: number): Promise<void> => {
    if (isDue(after) && !keySet.reloading) fetching = fetchKeys()
    return fetching
  }

  return async (header, token) => {
    if (!isHeld) await refresh(cooldownMilliseconds)
    else void refresh(refreshMilliseconds)
    if (!isHeld) throw keysUnreachable
    try {
      return await keySet(header, token)
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown
      await refresh(cooldownMilliseconds)
      return keySet(header, token)
    }
  }
}

/** Signatures by key pairs alone: with a shared secret, whoever can check a token could make one. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const leewaySeconds = 30

const whyNot = (thrown: unknown): Identity => {
  if (thrown === keysUnreachable) return { failure: 'keys-unreachable' }
  // Only thrown once the signature is found right.
  return { failure: thrown instanceof errors.JWTExpired ? 'expired' : 'not-valid' }
}

/** So long may a token be good after the issuer has withdrawn the key that signed it. */
const rememberMilliseconds = 60_000
const rememberedCount = 10_000

/** A token that was found good, and for how long its signature is not checked again. */
interface Remembered {
  readonly identity: Identity
  readonly since: number
  readonly until: number
}

/**
 * Checks tokens (JWT, RFC 7519) of one issuer for one audience. One that was found good is remembered by its hash, so that a
 * client’s next call need not have its signature checked.
 */
export const createTokenVerifier = (
  { issuer, audience, jwksUrl, realmClaim }: OAuthSettings,
  world: World,
): ((token: string) => Identity | Promise<Identity>) => {
  const { clock } = world
  const keySet = keySetAt(jwksUrl, world)
  const remembered = new LRUCache<string, Remembered>({ max: rememberedCount })
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
      const { caller, claim } = findCaller(payload, { latest: clock() / 1_000 + leewaySeconds, realmClaim })
      if (caller === undefined) return { failure: 'not-valid', claim }
      const identity = { caller }
      const since = clock()
      const until = Math.min((payload.exp ?? 0) * 1_000, since + rememberMilliseconds)
      remembered.set(digest, { identity, since, until })
      return identity
    } catch (thrown) {
      return whyNot(thrown)
    }
  }
  return token => {
    const digest = hash('sha256', token, 'base64')
    const found = remembered.get(digest)
    const now = clock()
    // A clock that was put back ends it too.
    return found !== undefined && now >= found.since && now < found.until ? found.identity : verify(token, digest)
  }
}

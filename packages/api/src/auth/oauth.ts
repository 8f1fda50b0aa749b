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

/** The caller that a token names, or the claim that cannot be used. */
type Claimed =
  | { readonly caller: Caller; readonly claim?: never }
  | { readonly caller?: never; readonly claim: 'azp' | 'client_id' | 'sub' | 'iat' | 'realm' }

/**
 * The form of a client’s id. It goes into records, for ever and in clear, so it is printable ASCII, 1 to 200 characters,
 * without a blank at either end.
 */
const clientForm = /^[!-~](?:[ -~]{0,198}[!-~])?$/
const isClient = (claim: unknown): claim is string => typeof claim === 'string' && clientForm.test(claim)

const splitWords = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(' ')
  return Array.isArray(claim) ? claim.filter(word => typeof word === 'string') : []
}

/** The client in the claims. `sub` may be a person, and a person is no client, so one that looks personal is refused. */
const findClient = ({
  azp,
  client_id,
  sub,
}: JWTPayload): { readonly id: string } | { readonly claim: 'azp' | 'client_id' | 'sub' } => {
  if (azp !== undefined && !isClient(azp)) return { claim: 'azp' }
  // Two claims for the same thing have to agree.
  if (client_id !== undefined && (!isClient(client_id) || (azp ?? client_id) !== client_id))
    return { claim: 'client_id' }
  const id = azp ?? client_id
  if (typeof id === 'string') return sub === undefined || typeof sub === 'string' ? { id } : { claim: 'sub' }
  return isClient(sub) && !looksPersonal(sub) ? { id: sub } : { claim: 'sub' }
}

/**
 * The caller in the claims of a token whose signature, issuer, audience and end are right. Issuers put client and scopes into
 * different claims. The id begins with `oauth:`, which distinguishes it from the client of a key: that has no colon. `latest`
 * is the last second at which the token may have been issued; `realmClaim` the claim that names the realm, if one is set.
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

/** After this long the keys are fetched again, while requests go on with the old ones. */
const refreshMilliseconds = 10 * 60_000
/** For this long after a fetch there is no other, whatever tokens say: otherwise anybody could make us flood the issuer. */
const cooldownMilliseconds = 30_000

/** There are no keys to check a token with, which says nothing about the token. */
const keysUnreachable = new Error('The keys of the issuer could not be fetched.')

/**
 * The public keys at an address. jose fetches them, and holds those that it fetched last, also while the address fails. When to
 * fetch is decided here: jose alone would try a failing address with every token, and would let requests wait for it.
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
  /** Fetches, unless that was tried less than `after` milliseconds ago. Waits for a fetch that is under way. */
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

/** Signatures by key pairs only: with a shared secret, everybody who can check a token can make one. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const leewaySeconds = 30

const whyNot = (thrown: unknown): Identity => {
  if (thrown === keysUnreachable) return { failure: 'keys-unreachable' }
  // Thrown only after the signature was found good.
  return { failure: thrown instanceof errors.JWTExpired ? 'expired' : 'not-valid' }
}

/** For this long a token may be good after the issuer has withdrawn the key that signed it. */
const rememberMilliseconds = 60_000
const rememberedCount = 10_000

/** A token that was found good, and for how long its signature is not checked again. */
interface Remembered {
  readonly identity: Identity
  readonly since: number
  readonly until: number
}

/**
 * Creates what checks tokens (JWT, RFC 7519) of one issuer for one audience. A token that was found good is remembered by its
 * hash, so that its signature need not be checked with the client’s next call.
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
    // Also if the clock was put back, the signature is checked again.
    return found !== undefined && now >= found.since && now < found.until ? found.identity : verify(token, digest)
  }
}

import { hash } from 'node:crypto'
import { defaultRealm, looksPersonal, realmName } from '@virtual-school/records'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { OAuthSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { type Caller, type Identity, isScope } from './caller.ts'

/** The caller whom a token names, or the claim that cannot be used. */
export type Claimed =
  | { readonly caller: Caller; readonly claim?: never }
  | { readonly caller?: never; readonly claim: 'azp' | 'client_id' | 'sub' | 'iat' | 'realm' }

/**
 * What may be the id of a client: it goes into records, for ever and in clear, so it is printable ASCII, 1 to 200 characters,
 * without a blank at either end.
 */
const clientForm = /^[!-~](?:[ -~]{0,198}[!-~])?$/
const isClient = (claim: unknown): claim is string => typeof claim === 'string' && clientForm.test(claim)

const wordsOf = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(' ')
  return Array.isArray(claim) ? claim.filter(word => typeof word === 'string') : []
}

/** The claim that names the client. `sub` may be a person’s, and a person is no client: what looks like one is not taken. */
const clientIn = ({
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
export const callerIn = (
  claims: JWTPayload,
  { latest, realmClaim }: { readonly latest: number; readonly realmClaim?: string | undefined },
): Claimed => {
  const { iat, scope, scp, roles } = claims
  if (iat !== undefined && !(iat <= latest)) return { claim: 'iat' }
  const client = clientIn(claims)
  if ('claim' in client) return client
  const realm = realmClaim === undefined ? defaultRealm : realmName.safeParse(claims[realmClaim]).data
  if (realm === undefined) return { claim: 'realm' }
  const words = [scope, scp, roles].flatMap(wordsOf)
  return { caller: { id: `oauth:${client.id}`, realm, scopes: new Set(words.filter(isScope)) } }
}

interface KeySetParts {
  readonly fetch: typeof fetch
  readonly clock: () => number
  readonly log: Log
}

/** After this long the keys are fetched again, beside the requests that use the old ones. */
const refreshMilliseconds = 10 * 60_000
/** For this long after a fetch there is no other, whatever tokens say: else anybody could have the issuer flooded. */
const cooldownMilliseconds = 30_000
const timeoutMilliseconds = 5_000

/** There are no keys to check with, which says nothing about the token. */
export const keysUnreachable = new Error('The keys of the issuer could not be fetched.')

/** The public keys at an address. Those that were fetched last stay in use for as long as the address fails. */
export const keySetAt = (url: string, { fetch, clock, log }: KeySetParts): JWTVerifyGetKey => {
  let held: JWTVerifyGetKey | undefined
  let tried = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | undefined

  const load = async () => {
    tried = clock()
    try {
      const signal = AbortSignal.timeout(timeoutMilliseconds)
      const response = await fetch(url, { redirect: 'error', signal, headers: { accept: 'application/json' } })
      if (!response.ok) throw new Error(`status ${response.status}`)
      held = createLocalJWKSet((await response.json()) as JSONWebKeySet)
    } catch {
      log.error('token-keys-not-fetched', { haveOlder: held !== undefined })
    }
  }
  const refresh = (): Promise<void> => {
    fetching ??= load().finally(() => {
      fetching = undefined
    })
    return fetching
  }
  const isDue = (after: number) => Math.abs(clock() - tried) >= after

  return async (header, token) => {
    if (held === undefined) await (isDue(cooldownMilliseconds) ? refresh() : fetching)
    else if (isDue(refreshMilliseconds)) void refresh()
    if (held === undefined) throw keysUnreachable
    try {
      return await held(header, token)
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown
      if (isDue(cooldownMilliseconds)) await refresh()
      else await fetching
      return held(header, token)
    }
  }
}

/** Tokens that were found good, by their hash, so that a client’s next call need not have its signature checked again. */
export interface SeenTokens {
  readonly identityOf: (digest: string) => Identity | undefined
  readonly remember: (digest: string, identity: Identity, expires: number) => void
}

/** So long may a token be good after the issuer has withdrawn the key that signed it. */
const rememberMilliseconds = 60_000
const tokensCount = 10_000

export const digestOf = (token: string): string => hash('sha256', token, 'base64')

export const seenTokens = (clock: () => number): SeenTokens => {
  const seen = new Map<string, { readonly identity: Identity; readonly since: number; readonly until: number }>()
  return {
    identityOf: digest => {
      const found = seen.get(digest)
      const now = clock()
      if (found === undefined || (now >= found.since && now < found.until)) return found?.identity
      seen.delete(digest)
      return undefined
    },
    remember: (digest, identity, expires) => {
      const [oldest] = seen.keys()
      if (seen.size >= tokensCount && oldest !== undefined) seen.delete(oldest)
      const since = clock()
      seen.set(digest, { identity, since, until: Math.min(expires, since + rememberMilliseconds) })
    },
  }
}

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

import { defaultRealm, looksPersonal, realmName } from '@virtual-school/records'
import type { JWTPayload } from 'jose'
import type { Caller } from '../caller.ts'
import { isScope } from '../scope.ts'

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

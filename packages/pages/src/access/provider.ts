import * as oidc from 'openid-client'
import type { OidcSettings } from '../parts.ts'

/** What has to be at hand when somebody comes back from the provider. */
export interface Held {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What a provider says of somebody who signed in. */
export interface SignedIn {
  readonly accessToken: string
  /** Undefined: there is no such claim, or it is no text. */
  readonly person: string | undefined
  /** How long the token is good; undefined: the provider does not say. */
  readonly seconds: number | undefined
}

const found = new WeakMap<OidcSettings, Promise<oidc.Configuration>>()

/** What the provider says of itself, asked for when it is first needed. A provider that could not be reached is asked again. */
const discover = (settings: OidcSettings): Promise<oidc.Configuration> => {
  const held = found.get(settings)
  if (held !== undefined) return held
  const { issuer, clientId, clientSecret } = settings
  const url = new URL(issuer)
  // The settings let http through for this machine alone.
  const execute = url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const by = clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret)
  const asking = oidc.discovery(url, clientId, undefined, by, { execute })
  found.set(settings, asking)
  asking.catch(() => found.delete(settings))
  return asking
}

/** Where to send somebody who signs in, and what to keep meanwhile. Rejects if the provider cannot be reached. */
export const beginSignIn = async (
  settings: OidcSettings,
  redirect: string,
): Promise<{ readonly address: string; readonly held: Held }> => {
  const configuration = await discover(settings)
  const held = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: settings.scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(held.verifier),
    code_challenge_method: 'S256',
    state: held.state,
    nonce: held.nonce,
  })
  return { address: address.href, held }
}

/** Who came back, once code, state, nonce and the signature of the ID token are found right. Rejects if one is not. */
export const finishSignIn = async (settings: OidcSettings, came: URL, held: Held): Promise<SignedIn> => {
  const { state, nonce, verifier } = held
  const tokens = await oidc.authorizationCodeGrant(await discover(settings), came, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  const named = settings.personClaim === undefined ? (claims?.oid ?? claims?.sub) : claims?.[settings.personClaim]
  return {
    accessToken: tokens.access_token,
    person: typeof named === 'string' ? named : undefined,
    seconds: tokens.expiresIn(),
  }
}

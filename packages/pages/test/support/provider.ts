import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { endAfterFile } from '../../../../test/support/after-file.ts'
import { browserAt, hiddenFields } from './visiting.ts'

const audience = 'virtual-school'

interface Wanted {
  /** What a token may let its bearer do. */
  readonly scope?: string
  /** The claims of whoever signs in. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly publicUrl: string
}

/** A provider of OpenID Connect on this machine, with the pages as its client. */
export const startProvider = async ({ scope = 'decide records:read', claims = {}, publicUrl }: Wanted) => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endAfterFile(() => void server.close().closeAllConnections())
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'pages',
        client_secret: 'a-secret-of-the-pages-of-32-bytes',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${publicUrl}/sign-in/done`],
      },
    ],
    scopes: ['openid', ...scope.split(' ')],
    claims: { openid: ['sub', 'oid', 'login'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a-key-of-these-cookies'] },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...claims }),
    }),
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:virtual-school',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope, audience, accessTokenFormat: 'jwt', accessTokenTTL: 3_600 }),
      },
    },
  })
  server.on('request', provider.callback())
  return {
    oidc: {
      issuer,
      clientId: 'pages',
      clientSecret: 'a-secret-of-the-pages-of-32-bytes',
      scope: `openid ${scope}`,
      personClaim: undefined,
    },
    oauth: { issuer, audience, jwksUrl: `${issuer}/jwks` },
  }
}

/** Signs in at the provider, as a person with a browser does, and gives the address at which the provider sends them back. */
export const signInAt = async (issuer: string, address: string, person: string): Promise<URL> => {
  const browser = browserAt(issuer)
  let next = await browser.get(address)
  for (let step = 0; step < 12; step += 1) {
    const location = next.response.headers.get('location')
    if (location !== null && !new URL(location, issuer).href.startsWith(issuer)) return new URL(location)
    if (location !== null) next = await browser.get(location)
    else {
      const action = /<form[^>]* action="([^"]*)"/.exec(next.text)?.[1] ?? ''
      const { prompt = '' } = hiddenFields(next.text.replaceAll('/>', '>'), action)
      next = await browser.post(action, { prompt, login: person, password: 'any' })
    }
  }
  throw new Error(`The provider sent nobody back: ${next.status} ${next.text.slice(0, 500)}`)
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { endAfterFile } from '../../../test/support/after-file.ts'

/** Who signs tokens, and where its public keys are had; both can be made to fail. */
export const localIssuer = async (now: () => number, algorithm = 'ES256') => {
  const held = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>>()
  const published = new Set<string>()
  const state = { fetches: 0, isDown: false, body: undefined as string | undefined }
  const addKey = async (kid: string, isPublished = true) => {
    held.set(kid, await generateKeyPair(algorithm, { extractable: true }))
    if (isPublished) published.add(kid)
  }
  const jwks = async () => ({
    keys: await Promise.all(
      [...published].map(async kid => ({
        ...(await exportJWK(held.get(kid)!.publicKey)),
        kid,
        alg: algorithm,
        use: 'sig',
      })),
    ),
  })
  const server = createServer(async (_request, response) => {
    state.fetches += 1
    if (state.isDown) response.writeHead(503).end()
    else response.writeHead(200).end(state.body ?? JSON.stringify(await jwks()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endAfterFile(() => void server.close().closeAllConnections())
  await addKey('one')
  const settings = {
    issuer: 'https://issuer.example/',
    audience: 'virtual-school',
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
  }
  const claims = (): JWTPayload => {
    const seconds = Math.floor(now() / 1_000)
    const { issuer: iss, audience: aud } = settings
    return { iss, aud, azp: 'mosaic', sub: 'subject', scope: 'decide', iat: seconds, nbf: seconds, exp: seconds + 300 }
  }
  const sign = (changed: Record<string, unknown> = {}, header: Partial<JWTHeaderParameters> = {}, kid = 'one') =>
    new SignJWT({ ...claims(), ...changed })
      .setProtectedHeader({ alg: algorithm, kid, ...header })
      .sign(held.get(kid)!.privateKey)
  const publicKeyOf = (kid: string) => exportJWK(held.get(kid)!.publicKey)
  return { settings, state, claims, sign, addKey, publicKeyOf, jwks }
}

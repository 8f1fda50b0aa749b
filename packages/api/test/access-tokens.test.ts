import { createHmac } from 'node:crypto'
import { exportSPKI, importJWK, type JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { localIssuer } from './access-issuer.ts'
import { bearer, guarded, handClock } from './access-support.ts'
import { request } from './fixture.ts'
import { lengthOf, servingKept } from './records/support.ts'
import { problemOf } from './serving.ts'

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The service, trusting an issuer; both go by one clock. */
const trusting = async (algorithm?: string) => {
  const hand = handClock()
  const issuer = await localIssuer(hand.clock, algorithm)
  const service = await guarded({ oauth: issuer.settings })
  const running = await service.start()
  const pass = (milliseconds: number) => {
    hand.pass(milliseconds)
    service.pass(milliseconds)
  }
  const call = (token: string) => running.post('/decide', request, bearer(token))
  const statusOf = async (token: string) => {
    const response = await call(token)
    await response.text()
    return response.status
  }
  return { ...service, issuer, call, statusOf, pass }
}

describe('a token', () => {
  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('that is good, signed by %s, lets its client in', async algorithm => {
    const { issuer, statusOf } = await trusting(algorithm)
    expect(await statusOf(await issuer.sign())).toBe(200)
  })

  test.each(['RS512', 'ES384'])('signed by %s, which is not on the list, does not', async algorithm => {
    const { issuer, statusOf } = await trusting(algorithm)
    expect(await statusOf(await issuer.sign())).toBe(401)
  })

  test.each([
    ['of another issuer', { iss: 'https://other.example/' }],
    ['of no issuer', { iss: undefined }],
    ['for another', { aud: 'other' }],
    ['for nobody', { aud: undefined }],
    ['without an end', { exp: undefined }],
    ['without a client', { azp: undefined, sub: undefined }],
    ['whose client has no end', { azp: 'c'.repeat(201) }],
  ])('%s is refused', async (_, changed) => {
    const { issuer, call } = await trusting()
    const response = await call(await issuer.sign(changed))
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
    await problemOf(response, 'not-authenticated')
  })

  /** What cannot be kept as the name of a client, or could be taken for another’s. */
  const unusable: readonly (readonly [what: string, claim: unknown])[] = [
    ...(
      ['\u0000', '\n', '\r', '\t', '\u001b', '\u007f', '\u0085', '\u00a0', '\u202e', '\u200b', '\ufeff'] as const
    ).map(one => [`the character ${one.charCodeAt(0).toString(16)}`, `canary${one}canary`] as const),
    ['half of a surrogate pair', 'canary\ud800'],
    ['a letter that looks like another', 'c\u0430nary'],
    ['a blank before', ' canary'],
    ['a blank after', 'canary '],
    ['a blank alone', ' '],
    ['nothing', ''],
    ['no end', 'c'.repeat(201)],
    ['a number', 17],
    ['a list', ['canary']],
    ['an object', { canary: true }],
    ['true', true],
    ['null', null],
  ]

  test.each(unusable)('whose client has %s is refused, and no value of it is logged', async (_, claim) => {
    const { issuer, call, lines } = await trusting()
    const none = { azp: undefined, client_id: undefined, sub: undefined }
    const claims = {
      azp: { ...none, azp: claim },
      client_id: { ...none, client_id: claim },
      sub: { ...none, sub: claim },
    }
    for (const [name, changed] of Object.entries(claims)) {
      await problemOf(await call(await issuer.sign(changed)), 'not-authenticated')
      const [line] = lines.filter(one => one.includes('"reason"')).slice(-1)
      expect(JSON.parse(line ?? '{}')).toMatchObject({ reason: 'not-valid', claim: name })
    }
    expect(lines.join('')).not.toMatch(/canary/)
  })

  test.each([
    ['two names for its client', { azp: 'mosaic', client_id: 'eclipse' }, 'client_id'],
    ['a client and a subject of another type', { azp: 'mosaic', sub: 17 }, 'sub'],
    ['a person’s address for its client', { azp: undefined, sub: 'canary@council.example' }, 'sub'],
    ['a person’s name for its client', { azp: undefined, sub: 'Canary.Smith' }, 'sub'],
    ['a pupil’s number for its client', { azp: undefined, sub: 'A123456789012' }, 'sub'],
  ])('with %s is refused', async (_, changed, claim) => {
    const { issuer, call, lines } = await trusting()
    await problemOf(await call(await issuer.sign(changed)), 'not-authenticated')
    expect(lines.join('')).toContain(`"claim":"${claim}"`)
    expect(lines.join('')).not.toMatch(/canary|A123456789012/i)
  })

  test.each([
    ['a UUID', { azp: '6f9b1a0e-2a52-4c6f-9f0a-1d2c3b4a5e6f' }],
    ['an address', { azp: 'https://mosaic.example/app?x=1' }],
    ['words', { azp: 'Mosaic (Luton)' }],
    ['200 characters', { azp: 'c'.repeat(200) }],
    ['one', { azp: 'c' }],
    ['two names that agree', { azp: 'mosaic', client_id: 'mosaic' }],
    ['a subject that is no ASCII, beside its client', { azp: 'mosaic', sub: 'f:1:Jürgen' }],
    ['a subject alone', { azp: undefined, sub: '5a1f2c' }],
    ['the name of another kind of caller', { azp: 'local' }],
  ])('whose client has %s is good', async (_, changed) => {
    const { issuer, statusOf } = await trusting()
    expect(await statusOf(await issuer.sign(changed))).toBe(200)
  })

  test.each([
    ['issued tomorrow', { iat: 86_400 }],
    ['issued a minute from now', { iat: 60 }],
    ['good from tomorrow on', { nbf: 86_400 }],
  ])('that is %s is refused', async (_, ahead) => {
    const { issuer, statusOf } = await trusting()
    const now = issuer.claims().iat ?? 0
    const changed = Object.fromEntries(Object.entries(ahead).map(([name, seconds]) => [name, now + seconds]))
    expect(await statusOf(await issuer.sign(changed))).toBe(401)
  })

  test.each(['iat', 'nbf', 'exp'])('whose %s is no number is refused', async name => {
    const { issuer, statusOf } = await trusting()
    for (const time of ['1795348800', null, [1], {}, true])
      expect(await statusOf(await issuer.sign({ [name]: time }))).toBe(401)
  })

  test('never stops what is kept: its client can be kept, or it is not let in', async () => {
    const hand = handClock()
    const issuer = await localIssuer(hand.clock)
    const { access } = await guarded({ oauth: issuer.settings })
    const { post, get, records } = await servingKept({ access: access() })
    const before = await lengthOf(records)
    for (const azp of ['canary\u0000', 'canary\ud800', '']) {
      const response = await post('/decide', request, bearer(await issuer.sign({ azp })))
      await problemOf(response, 'not-authenticated')
      expect((await get('/health/ready')).status).toBe(200)
    }
    expect(await lengthOf(records)).toBe(before)
    const answer = (await (await post('/decide', request, bearer(await issuer.sign({ azp: 'Mosaic ~!' })))).json()) as {
      readonly receipt: { readonly envelope: { readonly client: string } }
    }
    expect(answer.receipt.envelope.client).toBe('oauth:Mosaic ~!')
  })

  test('is good from its beginning to its end, with half a minute’s leeway', async () => {
    const { issuer, call, statusOf, pass } = await trusting()
    const seconds = (issuer.claims().exp ?? 0) - 300
    expect(await statusOf(await issuer.sign({ nbf: seconds + 60 }))).toBe(401)
    expect(await statusOf(await issuer.sign({ nbf: seconds + 20 }))).toBe(200)
    const token = await issuer.sign()
    expect(await statusOf(token)).toBe(200)
    pass(320_000)
    expect(await statusOf(token)).toBe(200)
    pass(20_000)
    expect((await problemOf(await call(token), 'not-authenticated')).detail).toBe('The key or token has expired.')
  })

  test('without a signature is refused', async () => {
    const { issuer, statusOf } = await trusting()
    const [, payload, signature] = (await issuer.sign()).split('.')
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await statusOf(`${base64({ alg })}.${payload}.`)).toBe(401)
      expect(await statusOf(`${base64({ alg, kid: 'one' })}.${payload}.${signature}`)).toBe(401)
    }
  })

  test('signed with the public key as if it were a shared secret is refused', async () => {
    const { issuer, statusOf } = await trusting('RS256')
    const [jwk] = (await issuer.jwks()).keys as [JWK]
    const pem = await exportSPKI((await importJWK(jwk, 'RS256', { extractable: true })) as CryptoKey)
    for (const secret of [pem, pem.trim(), JSON.stringify(jwk), String(jwk.n)]) {
      const text = `${base64({ alg: 'HS256', kid: 'one' })}.${base64(issuer.claims())}`
      const signature = createHmac('sha256', secret).update(text).digest('base64url')
      expect(await statusOf(`${text}.${signature}`)).toBe(401)
    }
  })

  test('that brings its own key is refused', async () => {
    const { issuer, statusOf } = await trusting()
    await issuer.addKey('own', false)
    const jwk = await issuer.publicKeyOf('own')
    for (const header of [{ jwk }, { jwk, kid: 'one' }, { kid: 'one', jku: 'https://issuer.example/keys' }])
      expect(await statusOf(await issuer.sign({}, header, 'own'))).toBe(401)
  })

  test('that was changed is refused, also after the true one was let in', async () => {
    const { issuer, statusOf } = await trusting()
    const token = await issuer.sign({ scope: 'records:read' })
    expect(await statusOf(token)).toBe(403)
    const [header, , signature] = token.split('.')
    expect(await statusOf(`${header}.${base64(issuer.claims())}.${signature}`)).toBe(401)
    expect(await statusOf(token)).toBe(403)
  })

  test.each([
    [{ scope: 'openid decide' }, 200],
    [{ scope: undefined, scp: 'decide' }, 200],
    [{ scope: undefined, scp: ['decide'] }, 200],
    [{ scope: undefined, roles: ['admin', 'decide'] }, 200],
    [{ scope: 'decided records:read' }, 403],
    [{ scope: undefined, roles: { decide: true } }, 403],
    [{ scope: undefined }, 403],
  ])('of %o gives %i', async (changed, status) => {
    const { issuer, statusOf } = await trusting()
    expect(await statusOf(await issuer.sign(changed))).toBe(status)
  })

  test('is in no answer and no log, and nor is its client’s secret', async () => {
    const { issuer, call, lines, pass } = await trusting()
    const token = await issuer.sign()
    const texts: string[] = []
    for (const sent of [token, `${token}x`, await issuer.sign({ aud: 'canary' })])
      texts.push(await (await call(sent)).text())
    pass(1_000_000)
    texts.push(await (await call(token)).text())
    const said = [...texts, ...lines].join('\n')
    for (const part of token.split('.')) expect(said).not.toContain(part)
    expect(said).not.toContain('canary')
  })
})

describe('the keys of the issuer', () => {
  test('are fetched once for many tokens, and not before the first', async () => {
    const { issuer, statusOf } = await trusting()
    expect(issuer.state.fetches).toBe(0)
    const tokens = await Promise.all(['a', 'b', 'c', 'd'].map(azp => issuer.sign({ azp })))
    expect(await Promise.all(tokens.map(statusOf))).toEqual([200, 200, 200, 200])
    expect(issuer.state.fetches).toBe(1)
  })

  test('are fetched again for one that is not held, but not for every such token', async () => {
    const { issuer, statusOf, pass } = await trusting()
    expect(await statusOf(await issuer.sign())).toBe(200)
    await issuer.addKey('two')
    await issuer.addKey('unpublished', false)
    pass(30_000)
    expect(await statusOf(await issuer.sign({}, {}, 'two'))).toBe(200)
    expect(issuer.state.fetches).toBe(2)
    for (let i = 0; i < 5; i += 1)
      expect(await statusOf(await issuer.sign({ azp: `a${i}` }, {}, 'unpublished'))).toBe(401)
    expect(issuer.state.fetches).toBe(2)
    pass(30_000)
    for (let i = 0; i < 5; i += 1)
      expect(await statusOf(await issuer.sign({ azp: `b${i}` }, {}, 'unpublished'))).toBe(401)
    expect(issuer.state.fetches).toBe(3)
  })

  test('that were fetched last stay good while the address fails', async () => {
    const { issuer, statusOf, pass, lines } = await trusting()
    expect(await statusOf(await issuer.sign())).toBe(200)
    issuer.state.isDown = true
    for (let i = 0; i < 4; i += 1) {
      pass(3_600_000)
      expect(await statusOf(await issuer.sign())).toBe(200)
    }
    issuer.state.isDown = false
    issuer.state.body = '{"keys":"canary"}'
    pass(3_600_000)
    expect(await statusOf(await issuer.sign())).toBe(200)
    await expect.poll(() => lines.filter(line => line.includes('token-keys-not-fetched')).length).toBe(5)
    expect(lines.join('')).not.toContain('canary')
  })

  test('that never came leave it open who calls: 503, and keys of our own still work', async () => {
    const { issuer, call, statusOf, key, pass } = await trusting()
    const own = await key('own', ['decide'])
    issuer.state.isDown = true
    pass(1_000)
    const response = await call(await issuer.sign())
    expect(response.headers.get('retry-after')).toBe('30')
    await problemOf(response, 'cannot-authenticate')
    expect(await statusOf(await issuer.sign({ azp: 'again' }))).toBe(503)
    expect(issuer.state.fetches).toBe(1)
    expect(await statusOf(own.token)).toBe(200)
    issuer.state.isDown = false
    pass(30_000)
    expect(await statusOf(await issuer.sign())).toBe(200)
  })

  test('that are withdrawn count for a minute at most for a token that was let in', async () => {
    const { issuer, statusOf, pass } = await trusting()
    const token = await issuer.sign({ exp: (issuer.claims().exp ?? 0) + 3_600 })
    expect(await statusOf(token)).toBe(200)
    issuer.state.body = '{"keys":[]}'
    pass(600_000)
    // The first to come after ten minutes is checked with the old keys while the new are fetched.
    await statusOf(token)
    await expect.poll(() => issuer.state.fetches).toBe(2)
    pass(60_000)
    expect(await statusOf(token)).toBe(401)
  })
})

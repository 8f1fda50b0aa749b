import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { loadRules, scenariosOf } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeOf, testSize } from '../../../test/support/sizes.ts'
import { openPayload, sealPayload } from '../src/crypto/seal.ts'
import type { Envelope } from '../src/index.ts'
import { reduceRequest } from '../src/model/payload.ts'

const rules: Rules = await loadRules(undefined, { whole: true })
const key = createSecretKey(randomBytes(32))
const record = { id: '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e', type: 'evaluated' } as const

const payloadOf = (request: Parameters<typeof reduceRequest>[1]): string | undefined => {
  const kept = rules.evaluateForRecord(request)
  if ('issues' in kept) return undefined
  const asked = JSON.stringify(reduceRequest(rules, request))
  return `{"request":${asked},"result":${kept.text},"evaluation":${JSON.stringify(kept.evaluation)}}`
}
const payloads = scenariosOf(rules).flatMap(({ request }) => payloadOf(request) ?? [])
const open = (sealed: Uint8Array, by = key, to: Pick<Envelope, 'id' | 'type'> = record) => {
  const found = openPayload(by, sealed, to)
  return found.ok ? found.value : found.issues.map(one => one.code)
}

describe('a sealed payload', () => {
  test('opens to the same text: any text, and every scenario', () => {
    for (const text of [
      '',
      '\0',
      '“quoted” 🏫',
      'x'.repeat(3067),
      'x'.repeat(3068),
      'x'.repeat(100_000),
      randomBytes(9000).toString('base64'),
    ])
      expect(open(sealPayload(key, text, record, randomBytes))).toBe(text)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), text => {
        const whole = Buffer.from(text, 'utf8').toString('utf8')
        expect(open(sealPayload(key, whole, record, randomBytes))).toBe(whole)
      }),
      { numRuns: 50 },
    )
    for (const text of payloads.filter((_, i) => i % 8 === 0))
      expect(open(sealPayload(key, text, record, randomBytes))).toBe(text)
  })

  const sealed = sealPayload(key, payloads[0]!, record, randomBytes)

  test.each([
    ['under another key', sealed, createSecretKey(randomBytes(32)), record],
    ['for another record', sealed, key, { ...record, id: '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5f' }],
    ['for another type of record', sealed, key, { ...record, type: 'overridden' }],
    ['where it is empty', Buffer.alloc(0), key, record],
    ['where it is short', sealed.subarray(0, 28), key, record],
    ['where its end is missing', sealed.subarray(0, -1), key, record],
    ['where there is more', Buffer.concat([sealed, Buffer.alloc(1)]), key, record],
    ['in another version', Buffer.concat([Buffer.from([2]), sealed.subarray(1)]), key, record],
    ['under a key of another size', sealed, createSecretKey(randomBytes(16)), record],
  ] as const)('does not open %s, and nothing is thrown', (_, box, by, to) => {
    expect(open(box, by, to)).toEqual(['malformed'])
  })

  test('does not open with any bit changed', () => {
    const step = testSize === 'nightly' ? 1 : 7
    for (let bit = 0; bit < sealed.length * 8; bit += bit < 400 || bit > sealed.length * 8 - 200 ? 1 : step) {
      sealed[bit >> 3]! ^= 1 << (bit & 7)
      const found = openPayload(key, sealed, record)
      sealed[bit >> 3]! ^= 1 << (bit & 7)
      if (found.ok) expect.fail(`bit ${bit}`)
    }
    expect(open(sealed)).toBe(payloads[0])
  })

  test('never has a nonce twice', () => {
    const nonces = new Set<string>()
    const count = sizeOf('SEALS')
    for (let i = 0; i < count; i += 1)
      nonces.add(sealPayload(key, '', record, randomBytes).subarray(1, 13).toString('latin1'))
    expect(nonces.size).toBe(count)
  })
})

describe('trying all values of the code lists against what is left', () => {
  const asked = { decision: 'reduced-timetable', authority: 'luton', asOf: '2026-11-22' }
  const known = { careStatus: 'looked-after', ageYears: 14, timetableReason: 'medical', parentAgrees: false }
  const payload = payloadOf({ ...asked, facts: known })!
  const sealed = sealPayload(key, payload, record, randomBytes)
  const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
  const envelope: Envelope = {
    v: 1,
    log: 'records.example/log',
    seq: 0,
    ...record,
    recordedAt: '2026-11-22T10:00:00.000Z',
    client: 'local',
    subject: 'b'.repeat(32),
    key: 'a'.repeat(32),
    ...asked,
    rules: { version: rules.version, digest: rules.digest },
    engine: '1.0.0',
    payload: { sha256: sha256(sealed), bytes: sealed.length },
  }
  const left = Buffer.concat([sealed, Buffer.from(JSON.stringify(envelope))])

  /** Every text that a list of codes holds, and every word of the vocabulary. */
  const words = async (): Promise<readonly string[]> => {
    const texts = new Set(
      rules.facts.flatMap(one => [one.name, ...(one.values ?? []).map(({ value }) => String(value))]),
    )
    for (const file of await readdir('rules/codes'))
      for (const [, code] of (await readFile(`rules/codes/${file}`, 'utf8')).matchAll(/"code": "([^"]+)"/g))
        texts.add(code!)
    return [...texts]
  }

  test('finds no word of four letters or more, as it is, in base64, in hex or hashed', async () => {
    const all = await words()
    expect(all.length).toBeGreaterThan(300)
    const [text, hashes] = [left.toString('latin1'), left.toString('latin1')]
    for (const word of all) {
      // Shorter ones turn up in any two thousand random bytes.
      if (word.length >= 4 && !JSON.stringify(asked).includes(word)) {
        for (const form of [word, Buffer.from(word).toString('base64url'), Buffer.from(word).toString('hex')])
          expect(text.includes(form), form).toBe(false)
      }
      for (const [name] of Object.entries(known))
        for (const guess of [
          word,
          JSON.stringify(word),
          `${name}:${word}`,
          `${name}=${word}`,
          JSON.stringify({ [name]: word }),
        ])
          expect(hashes.includes(sha256(guess)), guess).toBe(false)
    }
  })

  test('finds no fact by putting each value in turn into the request and hashing or sealing again', () => {
    for (const { name, values, type } of rules.facts)
      for (const value of type === 'boolean' ? [true, false] : (values ?? []).map(one => one.value)) {
        const guess = payloadOf({ ...asked, facts: { ...known, [name]: value } })
        if (guess === undefined) continue
        expect(left.includes(sha256(guess))).toBe(false)
        const again = sealPayload(key, guess, record, randomBytes)
        expect(again.length, `${name} shows in the length`).toBe(sealed.length)
        // Even the right guess, sealed under the right key, is not told by its bytes.
        expect(again.equals(sealed)).toBe(false)
      }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../test/support/sizes.ts'
import { openCheckpoint } from '../../src/checkpoint/checkpoint.ts'
import { createCheckpointSigner, createNoteSigner } from '../../src/checkpoint/signer.ts'
import { leafHash } from '../../src/tree/hash.ts'

const origin = 'records.example.org/2026'
const seed = Buffer.alloc(32, 7)
const root = leafHash('root')
const base64 = root.toString('base64')
const made = <T>(checked: { ok: true; value: T } | { ok: false }): T => {
  if (!checked.ok) throw new Error('refused')
  return checked.value
}
const signer = made(createCheckpointSigner(origin, seed))
const notes = made(createNoteSigner(origin, seed))
const note = signer.sign({ size: 20_852_163, root })
const codes = (text: string, key = signer.verifierKey) => {
  const read = openCheckpoint(text, key)
  return read.ok ? [] : read.issues.map(one => one.code)
}

describe('checkpoints', () => {
  it('are a signed note of origin, size and root', () => {
    const [first, second, third, empty, signature] = note.split('\n')
    expect([first, second, third, empty]).toEqual([origin, '20852163', base64, ''])
    expect(signature).toMatch(/^— records\.example\.org\/2026 [A-Za-z0-9+/]{91}=$/)
    expect(openCheckpoint(note, signer.verifierKey)).toEqual({
      ok: true,
      value: { origin, size: 20_852_163, root, isBare: true },
    })
  })

  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
        const head = { size, root: Buffer.from(bytes) }
        expect(openCheckpoint(signer.sign(head), signer.verifierKey)).toMatchObject({ ok: true, value: head })
      }),
      { numRuns: 50 },
    )
  })

  it('keep what C2SP allows besides, and say that it is there', () => {
    const extended = notes.sign(`${origin}\n1\n${base64}\nmore\n`)
    expect(openCheckpoint(extended, signer.verifierKey)).toMatchObject({ ok: true, value: { size: 1, isBare: false } })
    const witness = made(createNoteSigner('witness.example.org', Buffer.alloc(32, 8)))
    const witnessed = note + witness.sign('other\n').split('\n\n')[1]
    expect(openCheckpoint(witnessed, signer.verifierKey)).toMatchObject({ ok: true, value: { isBare: false } })
  })

  it('signed but of another form are refused', () => {
    const wrong = [
      `${origin}\n`,
      `${origin}\n1\n`,
      `${origin}\n01\n${base64}\n`,
      `${origin}\n+1\n${base64}\n`,
      `${origin}\n1.0\n${base64}\n`,
      `${origin}\n9007199254740993\n${base64}\n`,
      `${origin}\n1\n${base64.slice(0, -1)}\n`,
      `${origin}\n1\n${base64.slice(4)}\n`,
      `${origin}\n1\n${base64}\n\nmore\n`,
      `\n1\n${base64}\n`,
    ]
    for (const text of wrong) expect(codes(notes.sign(text)), text).toEqual(['malformed'])
  })

  it('of another log or key are not believed', () => {
    expect(codes(notes.sign(`other\n1\n${base64}\n`))).toEqual(['not-proved'])
    expect(codes(note, made(createCheckpointSigner(origin, Buffer.alloc(32, 9))).verifierKey)).toEqual(['not-proved'])
    expect(codes(note, 'no key')).toEqual(['malformed'])
  })

  it('are refused with any bit of them changed', () => {
    const bytes = Buffer.from(note)
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(openCheckpoint(bytes.toString(), signer.verifierKey).ok, `bit ${bit}`).toBe(false)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
    }
  })

  it('throw at no text', () => {
    const lines = fc.array(fc.oneof(fc.string(), fc.constantFrom(...note.split('\n'), '— a AAAAAAA=')), {
      maxLength: 8,
    })
    const cut = fc
      .tuple(fc.nat(note.length), fc.nat(note.length))
      .map(([from, to]) => note.slice(from) + note.slice(0, to))
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      lines.map(all => all.join('\n')),
      cut,
    )
    const keys = fc.oneof(fc.constant(signer.verifierKey), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(any, keys, (text, key) => {
        const read = openCheckpoint(text, key)
        expect(read.ok || read.issues.length > 0).toBe(true)
        if (read.ok) expect(text).toBe(note)
      }),
      { numRuns: runs(20) },
    )
  })
})

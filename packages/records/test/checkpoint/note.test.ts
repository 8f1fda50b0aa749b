import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openNote } from '../../src/checkpoint/note.ts'
import { createNoteSigner } from '../../src/checkpoint/signer.ts'
import { parseVerifierKey } from '../../src/checkpoint/verifier-key.ts'

// The example of golang.org/x/mod/sumdb/note (note_test.go): its keys, its text, its signatures, and what it refuses.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const peterSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const enoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
const text =
  'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
    '’',
    "'",
  )
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'

const keyOf = (encoded: string) => {
  const read = parseVerifierKey(encoded)
  if (!read.ok) throw new Error(read.issues[0]?.message)
  return read.value
}
const opened = (note: string, encoded = peter) => openNote(note, keyOf(encoded))
const codes = (note: string) => {
  const read = opened(note)
  return read.ok ? [] : read.issues.map(one => one.code)
}

describe('verifier keys', () => {
  it('are read in the published form and in no other', () => {
    expect(keyOf(peter)).toMatchObject({ name: 'PeterNeumann', id: 'c74f20a3' })
    for (let from = 0; from <= peter.length; from += 1)
      for (let to = from; to <= peter.length; to += 1)
        if (to - from < peter.length) expect(parseVerifierKey(peter.slice(from, to)).ok).toBe(false)
    for (let at = 0; at < peter.length; at += 1) {
      const next = String.fromCharCode(peter.charCodeAt(at) + 1)
      expect(parseVerifierKey(peter.slice(0, at) + next + peter.slice(at + 1)).ok, `${at}`).toBe(false)
    }
  })

  it('of another length or kind are refused, though their digits fit', () => {
    for (const wrong of [
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ])
      expect(parseVerifierKey(wrong)).toMatchObject({ ok: false, issues: [{ code: 'malformed' }] })
  })

  it('throw at no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), any => {
        expect(parseVerifierKey(any).ok).toBe(false)
      }),
    )
  })
})

describe('signed notes', () => {
  it('are signed as published, byte for byte', () => {
    const signer = createNoteSigner('PeterNeumann', peterSeed)
    if (!signer.ok) throw new Error(signer.issues[0]?.message)
    expect(signer.value.verifierKey).toBe(peter)
    expect(signer.value.sign(text)).toBe(`${text}\n${peterLine}`)
  })

  it('are believed as the example of the specification is, github.com/C2SP/C2SP, signed-note.md', () => {
    const signed = 'This is an example message.\n'
    const line =
      '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
    const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    expect(opened(`${signed}\n${line}`, key)).toEqual({ ok: true, value: { text: signed, signaturesCount: 1 } })
    expect(opened(`${signed.replace('an', 'no')}\n${line}`, key).ok).toBe(false)
  })

  it('are believed where the key signed, whoever else did', () => {
    expect(opened(`${text}\n${peterLine}`)).toEqual({ ok: true, value: { text, signaturesCount: 1 } })
    expect(opened(`${text}\n${peterLine}${enochLine}`)).toEqual({ ok: true, value: { text, signaturesCount: 2 } })
    expect(opened(`${text}\n${peterLine}${enochLine}`, enoch).ok).toBe(true)
    expect(codes(`${text}\n${enochLine}`)).toEqual(['not-proved'])
  })

  it.each([
    [15, 64, 'Ed25519'],
    [15, 2_420, 'ML-DSA-44'],
    [15, 4_627, 'ML-DSA-87'],
    [99, 4_627, 'as many of them as may be'],
  ])('are believed beside %i signatures of %i bytes that are not known, as C2SP asks: %s', (count, bytes) => {
    const others = Array.from({ length: count }, (_, i) => {
      const signature = Buffer.alloc(4 + bytes, i + 1).toString('base64')
      return `— witness-${i}.example ${signature}\n`
    })
    for (const at of [0, others.length]) {
      const lines = [...others.slice(0, at), peterLine, ...others.slice(at)]
      expect(opened(`${text}\n${lines.join('')}`)).toEqual({ ok: true, value: { text, signaturesCount: count + 1 } })
    }
  })

  it('are refused where one of two signatures by the key does not fit, as C2SP asks', () => {
    const bad = peterLine.replace('fqdn', 'fqdm')
    expect(codes(`${text}\n${bad}`)).toEqual(['not-proved'])
    expect(codes(`${text}\n${peterLine}${bad}`)).toEqual(['not-proved'])
  })

  it('are refused as the reference does', () => {
    const wrong = [
      text,
      `${text}\n`,
      `${text}\n${peterLine.slice(0, -1)}`,
      `\x01${text}\n${peterLine}`,
      `\ud800${text}\n${peterLine}`,
      `${text}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`,
      `${text}\n${peterLine}Unexpected line.\n`,
      `${text}\n${peterLine.repeat(101)}`,
      `\n\n${peterLine}`.slice(1),
    ]
    for (const note of wrong) expect(codes(note), note.slice(-60)).toEqual(['malformed'])
    expect(codes(`${text}\n${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`)).toEqual(['not-proved'])
    expect(codes(`${text.repeat(20_000)}\n${peterLine}`)).toEqual(['too-large'])
  })

  it('cannot be signed under a bad name or with a bad seed', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u00a0b', '\ud800'])
      expect(createNoteSigner(name, peterSeed), name).toMatchObject({ ok: false, issues: [{ code: 'malformed' }] })
    expect(createNoteSigner('a', peterSeed.subarray(1)).ok).toBe(false)
  })
})

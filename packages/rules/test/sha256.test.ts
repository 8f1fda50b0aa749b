import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Hex as inBrowser } from '../src/kernel/sha256.ts'
import { encodeUtf8 } from '../src/kernel/utf8.ts'
import { sha256Hex as inNode } from '../src/node/sha256.ts'

test('SHA-256 is the published one, in a browser as in Node', () => {
  expect(inNode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void expect(inBrowser(text)).toBe(inNode(text))))
})

test.each(['', 'a', '\u007f\u0080\u07ff\u0800\uffff', '\u{10000}\u{10ffff}', '\ud800', 'a\udfffb', '\ude00\ud83d'])(
  'UTF-8 is what TextEncoder makes of %j',
  text => expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)]),
)

test('UTF-8 is what TextEncoder makes of any text', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)])
    }),
  ))

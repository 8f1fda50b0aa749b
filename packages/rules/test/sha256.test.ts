import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Hex as inBrowser } from '../src/kernel/sha256.ts'
import { sha256Hex as inNode } from '../src/node/sha256.ts'

test('SHA-256 is the published one, in a browser as in Node', () => {
  expect(inNode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void expect(inBrowser(text)).toBe(inNode(text))))
})

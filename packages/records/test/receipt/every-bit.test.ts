import { describe, expect, it } from 'vitest'
import { receiptVerifier, verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { isByAnotherKey, logOf } from '../support/receipts.ts'

const { receipts, verifierKey } = logOf(7)
const verify = receiptVerifier({ verifierKey })

describe('every bit of a receipt’s text', () => {
  it.each([
    { of: 'a decision', text: receipts[3]! },
    { of: 'an event, at the right edge', text: receipts[5]! },
  ])('matters: $of', ({ text }) => {
    const bytes = Buffer.from(text)
    const unnoticed: number[] = []
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      const changed = bytes.toString()
      // A bit of the letter that holds the end of the key’s id and the beginning of the signature makes it another key’s.
      const expected = isByAnotherKey(changed, text) ? 'undecided' : 'not-genuine'
      if (verify(changed).verdict !== expected) unnoticed.push(bit)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
    }
    expect(unnoticed).toEqual([])
    expect(verifyReceipt(bytes.toString(), { verifierKey }).verdict).toBe('genuine')
  })
})

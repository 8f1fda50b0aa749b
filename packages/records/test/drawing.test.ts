import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildKeyLookup, buildKeyRequest, type KeyRequest, planKeys } from '../src/append/data-keys.ts'
import { drawDeploymentKeys } from '../src/crypto/deployment-keys.ts'
import { memoryKeys } from './support/memory-keys.ts'

const keys = drawDeploymentKeys(randomBytes)
const drawNothing = (): never => {
  throw new Error('bytes were drawn')
}

/** The wants of so many children, whose keys are there, and what is planned for them by this chance. */
const plannedAgain = async (childrenCount: number, random: (bytes: number) => Uint8Array) => {
  const rows = memoryKeys()
  const wants = Array.from(
    { length: childrenCount },
    (_, n): KeyRequest =>
      buildKeyRequest({ subjectRef: `case-${n}`, decision: 'remit', year: 2026 }, keys, randomBytes),
  )
  const held = () => rows.held(buildKeyLookup(wants))
  await rows.insert(planKeys(wants, await held(), keys, randomBytes).inserts)
  return planKeys(wants, await held(), keys, random)
}

describe('bytes by chance', () => {
  test('are not drawn for keys that are there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), async count => {
        const { inserts, under } = await plannedAgain(count, drawNothing)
        expect(inserts).toEqual({ subjects: [], dataKeys: [] })
        expect(under).toHaveLength(count)
      }),
      { numRuns: 10 },
    )
  })
})

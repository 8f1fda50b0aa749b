import { expect, test } from 'vitest'
import { findOtherCase } from '../src/find/references.ts'

const lookedFor = async (reference: string, ...kept: string[]) => {
  const asked: string[] = []
  const found = await findOtherCase(reference, async way => {
    asked.push(way)
    return kept.includes(way)
  })
  return { found, asked }
}

test.each([
  ['Case-1', 'case-1'],
  ['case-1', 'CASE-1'],
  ['CASE-1', 'Case-1'],
  ['lcs-A17', 'Lcs-A17'],
  ['Lcs-A17', 'lcs-A17'],
  ['LCS:a', 'lcs:a'],
])('for %s, which is not kept, %s is found', async (reference, other) => {
  expect((await lookedFor(reference, other)).found).toBe(other)
})

test.each(['1234', 'C-10342', 'é'])(
  '%s leads to nothing if nothing is kept, and is itself never looked for',
  async reference => {
    const { found, asked } = await lookedFor(reference)
    expect(found).toBeUndefined()
    expect(asked).not.toContain(reference)
    expect(asked.length).toBeLessThan(8)
  },
)

test('one that has no letters is not looked for at all', async () => {
  expect((await lookedFor('10342')).asked).toEqual([])
})

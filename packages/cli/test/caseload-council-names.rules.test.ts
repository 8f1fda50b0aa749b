import { expect, it } from 'vitest'
import { createCaseload } from './caseload-of-files.ts'

const caseload = createCaseload()
const asked = async (authority: string) => {
  const words = ['--decision', 'remit', '--authority', authority]
  const { code, stderr } = await caseload({ 'e.csv': 'CHILD,DOB\nK1,14/05/2013\n' }, words)
  return { code, stderr }
}

it.each([
  ['lutn', /Did you mean “luton”\?/],
  ['Luton', /Did you mean “luton”\?/],
  ['kent', /Held: .*luton/],
])('a council that is not held: %s', async (authority, words) => {
  const { code, stderr } = await asked(authority)
  expect([code, stderr]).toEqual([2, expect.stringMatching(words)])
  expect(stderr).toContain('leave “--authority” out')
})

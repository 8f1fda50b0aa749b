import { readRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { realFiles } from '../../rules/test/support/real-files.ts'
import { checkFindings } from '../src/index.ts'

/** Half of the steps that a question gets if nothing is said: what is decided with them is decided with room to spare. */
const checkMs = 1_000

it('of the shipped rules there is nothing to say that is not accepted, and nothing is accepted that is no more', async () => {
  const files = structuredClone(realFiles)
  const { accepted } = files.find(one => one.path === 'accepted-findings.json')!.value as { accepted: unknown[] }
  const known = accepted.length
  accepted.push({ code: 'rule-never-holds', about: 'forgotten', reason: 'It was so once.' })
  const read = readRules(files)
  const report = await checkFindings(read.ok ? read.value : expect.fail('The shipped rules do not parse.'), {
    timeoutMs: checkMs,
  })
  expect(report.findings.map(({ code, about }) => [code, about])).toEqual([
    ['accepted-finding-gone', 'rule-never-holds forgotten'],
  ])
  expect(report.undecided).toEqual([])
  expect(report.accepted.length).toBe(known)
})

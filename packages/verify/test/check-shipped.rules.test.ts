import { readRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { realFiles } from '../../rules/test/support/real-files.ts'
import { checkFindings } from '../src/index.ts'
import { provedQuestions } from './support/proved-questions.ts'

/** Half of the steps that a question gets if nothing is said: what is decided with them is decided with room to spare. */
const checkMs = 1_000

it('of the shipped rules there is nothing to say that is not accepted, and nothing is accepted that is no more', async () => {
  const files = structuredClone(realFiles)
  const { accepted } = files.find(one => one.path === 'accepted-findings.json')!.value as { accepted: unknown[] }
  const known = accepted.length
  accepted.push({ code: 'rule-never-holds', about: 'forgotten', reason: 'It was so once.' })
  const read = readRules(files)
  const rules = read.ok ? read.value : expect.fail('The shipped rules do not parse.')
  const decisions = provedQuestions(rules)
  const reports =
    decisions === undefined
      ? [await checkFindings(rules, { timeoutMs: checkMs })]
      : [await checkFindings(rules, { quick: true }), await checkFindings(rules, { timeoutMs: checkMs, decisions })]
  for (const report of reports) {
    // What is accepted and is no more is only told of all questions together.
    const gone = decisions === undefined ? [['accepted-finding-gone', 'rule-never-holds forgotten']] : []
    expect(report.findings.map(({ code, about }) => [code, about])).toEqual(gone)
    expect(report.undecided).toEqual([])
    if (decisions === undefined) expect(report.accepted.length).toBe(known)
  }
})

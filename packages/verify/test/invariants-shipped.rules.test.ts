import { expect, it } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { realRules } from '../../rules/test/support/law.ts'
import { proveInvariants } from '../src/index.ts'
import { provedQuestions } from './support/proved-questions.ts'

/** Half of the steps that a question gets if nothing is said: what is decided with them is decided with room to spare. */
const proveMs = 30_000

it('every invariant of the shipped rules is proved', async () => {
  const { authorities } = realRules.rulebook
  const byRules = [...authorities.values()].sort((a, b) => b.rules.length - a.rules.length)
  const tried = byRules.slice(0, sizeOf('PROVED_AUTHORITIES')).map(one => one.id)
  const decisions = provedQuestions(realRules)
  const narrowed = decisions === undefined ? {} : { decisions }
  const reports = await proveInvariants(realRules, { authorities: tried, timeoutMs: proveMs, ...narrowed })
  expect(reports.filter(one => one.verdict !== 'proved').map(one => [one.invariant.id, one.breaches])).toEqual([])
  expect(reports.length).toBeGreaterThanOrEqual(decisions?.length ?? 60)
})

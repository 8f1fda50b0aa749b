import { readRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { testSize } from '../../../test/support/sizes.ts'
import { realFiles } from '../../rules/test/support/real-files.ts'
import { checkFindings, proveInvariants } from '../src/index.ts'

/** The steps that a question gets if nothing is said. */
const checkMs = 2_000
/** Of an invariant a tenth of those, so that what is proved with them is proved with room to spare; all of them at night. */
const proveMs = testSize === 'nightly' ? 30_000 : 3_000
/** Invariants that take more than the tenth, proved at night: this list may only shrink. None of them may be refuted. */
const long = [
  'learning-less-never-permits-more',
  'special-educational-needs-irrelevant-to-remit',
  'no-look-back-limit-in-remit',
]

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

it('every invariant of the shipped rules is proved', async () => {
  const read = readRules(realFiles)
  const reports = await proveInvariants(read.ok ? read.value : expect.fail('The shipped rules do not parse.'), {
    timeoutMs: proveMs,
  })
  const open = reports.filter(one => one.verdict !== 'proved')
  const isLong = ({ invariant, verdict }: (typeof open)[number]) =>
    verdict === 'undecided' && long.includes(invariant.id)
  const unproved = testSize === 'nightly' ? open : open.filter(one => !isLong(one))
  expect(unproved.map(one => [one.invariant.id, one.breaches])).toEqual([])
  expect(reports.length).toBeGreaterThanOrEqual(38)
})

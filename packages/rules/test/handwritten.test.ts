import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handAnswer, handFull } from '../../../bench/handwritten.ts'
import { frozenDirectory } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { loadRules, scenariosOf } from '../src/index.ts'
import type { DecisionRequest } from '../src/internal.ts'

/**
 * The benchmark compares the library with a function written by hand for one question. The comparison is fair only while
 * both say the same, so both hold to the frozen rules.
 */
const rules = await loadRules(frozenDirectory, { whole: true })
const edition = { version: rules.version, digest: rules.digest, layers: ['england', 'luton'] }

const asked = (facts: DecisionRequest['facts']): DecisionRequest => ({
  decision: 'reduced-timetable',
  authority: 'luton',
  asOf: '2026-11-22',
  trace: 'none',
  facts,
})

const saysTheSame = (request: DecisionRequest): void => {
  const found = rules.evaluate(request)
  const written = handFull(request, edition)
  if ('issues' in found) {
    const places = (issues: readonly { readonly pointer: string }[]) => issues.map(one => one.pointer).sort()
    expect(places('issues' in written ? written.issues : [])).toEqual(places(found.issues))
    expect(handAnswer(request)).toHaveProperty('issues')
    return
  }
  expect(JSON.stringify(written)).toBe(JSON.stringify(found))
  const { status, answer, possibleAnswers } = found
  expect(handAnswer(request)).toEqual({ status, answer, possibleAnswers })
  expect(rules.answer(request)).toEqual({ status, answer, possibleAnswers })
}

const yesOrNo = fc.boolean()
const mostlyYes = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
const day = fc.constantFrom('2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23')

/** What the rules of the question read. */
const read = {
  ageYears: fc.integer({ min: 3, max: 19 }),
  compulsorySchoolAge: yesOrNo,
  careStatus: fc.constantFrom('looked-after', 'ceased', 'never'),
  earlyHelp: yesOrNo,
  socialWorker: fc.constantFrom('current', 'previous', 'never'),
  socialWorkerAssigned: yesOrNo,
  plan: fc.constantFrom('none', 'child-in-need', 'child-protection'),
  openToSocialCare: yesOrNo,
  send: fc.constantFrom('none', 'sen-support', 'ehc-plan'),
  timetableReason: fc.constantFrom('medical', 'behaviour', 'other'),
  inBestInterests: mostlyYes,
  exceptionalCircumstances: mostlyYes,
  otherInterventionsTried: mostlyYes,
  endDateSet: mostlyYes,
  reviewDatesSet: mostlyYes,
  socialWorkerInvolved: mostlyYes,
  authorityConsultedOnEhcPlan: mostlyYes,
  parentAgrees: mostlyYes,
  virtualSchoolHeadInvolvement: fc.constantFrom('none', 'consulted', 'in-partnership', 'in-partnership'),
  multiAgencyMeeting: fc.constantFrom('none', 'core-group', 'pep-review'),
  multiAgencyMeetingOn: day,
  timetableStartsOn: day,
}
/** What it does not read, save to refuse what contradicts itself or does not exist. */
const besides = {
  dateOfBirth: fc.constantFrom('2021-09-30', '2014-02-28', '2010-06-30', '2008-02-29', '2007-01-01', '2027-01-01'),
  inKeyStage4: yesOrNo,
  yearGroup: fc.constantFrom(5, 9, 10, 11),
  kinshipCare: yesOrNo,
  ageInYears: fc.constant(12),
}

type Facts = DecisionRequest['facts']
const orNotKnown = (model: Readonly<Record<string, fc.Arbitrary<string | number | boolean>>>) =>
  Object.fromEntries(Object.entries(model).map(([name, values]) => [name, fc.option(values, { freq: 6 })]))
const complete = fc.record(read) as fc.Arbitrary<Facts>
const nearlyComplete = fc.record({ ...read, ...orNotKnown(read) }) as fc.Arbitrary<Facts>
const partial = fc.record(orNotKnown(read), { requiredKeys: [] }) as fc.Arbitrary<Facts>
const nearlyEmpty = fc
  .tuple(partial, fc.shuffledSubarray(Object.keys(read), { maxLength: 4 }))
  .map(([facts, kept]) => Object.fromEntries(Object.entries(facts).filter(([name]) => kept.includes(name))))
const withMore = fc.record(orNotKnown({ ...read, ...besides }), { requiredKeys: [] }) as fc.Arbitrary<Facts>

describe('the function written by hand and the library say the same', () => {
  test.each([
    ['complete facts', complete],
    ['nearly complete facts', nearlyComplete],
    ['partial facts', partial],
    ['nearly no facts', nearlyEmpty],
    ['facts that may be refused', withMore],
  ])('of %s', (_, facts) => {
    fc.assert(fc.property(facts.map(asked), saysTheSame), { numRuns: runs(12) })
  })

  test('of every scenario of the question', () => {
    const scenarios = scenariosOf(rules, { authority: 'luton' })
      .map(one => one.request)
      .filter(one => one.decision === 'reduced-timetable' && one.asOf >= '2024-08-19')
    expect(scenarios.length).toBeGreaterThan(20)
    for (const request of scenarios) saysTheSame({ ...request, trace: 'none' })
  })
})

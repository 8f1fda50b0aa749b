import type { Decision, Refusal } from '../evaluate/decision.ts'
import type { Json } from '../kernel/canonical-json.ts'
import type { Scenario } from '../language/scenario.ts'
import { compareDeadlines } from './compare-deadlines.ts'
import { absent, compareLists, compareRequirements } from './compare-entries.ts'
import type { Difference } from './scenario-report.ts'
import { rulesBehindAnswer } from './why.ts'

type Expectation = Scenario['expect']

/**
 * What `expect` names and what was found instead; what it does not name is not compared, save that a request is expected to
 * be decided unless `issues` are named. Order is nowhere compared. `possibleAnswers` are all of them and `issues` all the
 * codes; of `missing`, `readings`, `cautions` and `notWeighed` those named must be there and there may be more, but an empty list says
 * that there are none, since it would otherwise say nothing.
 */
export const compareOutcome = (expect: Expectation, outcome: Decision | Refusal): readonly Difference[] =>
  'issues' in outcome ? compareRefusal(expect, outcome) : compareDecision(expect, outcome)

const difference = (at: string, expected: Json, found: Json, because: readonly string[] = []): Difference => ({
  at,
  expected,
  found,
  because,
  notHolding: [],
})

const compareRefusal = (expect: Expectation, { issues }: Refusal): readonly Difference[] => {
  const { issues: expected = [], ...rest } = expect
  const refused = compareSets(
    'issues',
    expected,
    issues.map(one => one.code),
  )
  if (refused.length > 0) return refused
  // Nothing else can be so of a request that was refused.
  return Object.entries(rest).flatMap(([at, wanted]) =>
    wanted === undefined ? [] : [difference(at, wanted as Json, absent)],
  )
}

const compareDecision = (expect: Expectation, decision: Decision): readonly Difference[] => {
  const { missing, readings, cautions, notWeighed = [] } = decision
  return [
    ...compareSets('issues', expect.issues, []),
    ...compareSame('answer', expect.answer, decision.answer, decision),
    ...compareSame('status', expect.status, decision.status, decision),
    ...compareSets('possibleAnswers', expect.possibleAnswers, decision.possibleAnswers),
    ...compareRequirements(expect.requirements, decision),
    ...compareLists(expect.lists, decision),
    ...compareDeadlines(expect.deadlines, decision),
    ...compareAmong('missing', expect.missing, distinct(missing.map(one => one.fact))),
    ...compareAmong('readings', expect.readings, distinct(readings.map(one => one.id))),
    ...compareAmong('cautions', expect.cautions, distinct(cautions.map(one => one.code))),
    ...compareAmong(
      'notWeighed',
      expect.notWeighed,
      notWeighed.map(one => one.id),
    ),
  ]
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)]

const compareSame = (
  at: string,
  expected: string | null | undefined,
  found: string | null,
  decision: Decision,
): Difference[] =>
  expected === undefined || expected === found ? [] : [difference(at, expected, found, rulesBehindAnswer(decision))]

const compareSets = (at: string, expected: readonly string[] | undefined, found: readonly string[]): Difference[] => {
  const [wanted, is] = [new Set(expected ?? []), new Set(found)]
  if (expected === undefined || (wanted.size === is.size && [...wanted].every(one => is.has(one)))) return []
  return [difference(at, [...wanted], [...is])]
}

const compareAmong = (at: string, expected: readonly string[] | undefined, found: readonly string[]): Difference[] => {
  if (expected?.length === 0 && found.length > 0) return [difference(at, [], found)]
  const lacking = (expected ?? []).filter(one => !found.includes(one))
  return lacking.map(one => difference(`${at}/${one}`, 'present', absent))
}

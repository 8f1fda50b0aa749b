import type { Invariant } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import type { DecisionQuestion, QuestionTerms } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import { equal, implies, notTerm, or, same, type Term } from '../smt/terms.ts'
import type { Decide, InvariantClaim } from './claim.ts'
import { isOnItsDays, onItsDays } from './statement.ts'

type Irrelevant = Extract<Invariant, { kind: 'irrelevant' }>

/** Claims that two requests that differ in the irrelevant facts alone have the same possible answers, and collect the same items. */
export const irrelevantClaim = (invariant: Irrelevant, question: DecisionQuestion, decide: Decide): InvariantClaim => ({
  invariant,
  question,
  breach: terms => {
    const [one, other] = [terms.request('r'), terms.request('s')]
    const [first, second] = [terms.question(question, 'r'), terms.question(question, 's')]
    const differ = [...first.exact()].map(([id, { possible }]) =>
      notTerm(equal(possible, second.exact().get(id)!.possible)),
    )
    return {
      is: [
        first.consistent,
        second.consistent,
        ...onItsDays(invariant, one),
        ...alikeBut(invariant.facts, one, other),
        or(...differ, ...itemsDiffer(question, first, second)),
      ],
      requests: [one, other],
    }
  },
  isBreach: (...[one, other]) => {
    const [first, second] = [decide(one!), decide(other!)]
    return (
      first !== undefined &&
      second !== undefined &&
      isOnItsDays(invariant, one!.asOf) &&
      said(question, first) !== said(question, second)
    )
  },
  inWords: (...[one, other]) => {
    const [first, second] = [decide(one!)!, decide(other!)!]
    return `With ${invariant.facts.map(name => `${name} ${String(other!.facts[name] ?? 'not known')}`).join(', ')} instead: ${said(question, second)}, and not ${said(question, first)}.`
  },
})

const said = ({ decision: { collects } }: DecisionQuestion, { possibleAnswers, lists }: Decision): string => {
  const items = collects === undefined ? [] : lists[collects]!.map(one => `${one.item} ${one.verb ?? ''} ${one.status}`)
  return [possibleAnswers.join(' or '), ...items].join('; ')
}

const itemsDiffer = ({ decision }: DecisionQuestion, first: QuestionTerms, second: QuestionTerms): readonly Term[] =>
  first.items.flatMap((one, i) =>
    one.list === decision.collects ? [notTerm(same(one.applies, second.items[i]!.applies))] : [],
  )

const alikeBut = (names: readonly string[], one: RequestTerms, other: RequestTerms): readonly Term[] => [
  equal(one.asOf, other.asOf),
  ...[...one.facts].flatMap(([name, { known, value }]) => {
    const second = other.facts.get(name)!
    return names.includes(name) ? [] : [equal(known, second.known), implies(known, equal(value, second.value))]
  }),
]

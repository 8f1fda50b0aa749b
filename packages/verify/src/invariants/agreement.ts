import { type DecisionDefinition, forms, type Invariant, itemTimes } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { eventsFor, proposedFact } from '@virtual-school/rules/internal'
import { type DecisionQuestion, type ItemTerms, itemsDiffer, type QuestionTerms } from '../encode/question-terms.ts'
import { certain, kleeneOr, notTerm, or, type Term } from '../smt/terms.ts'
import type { Decide, InvariantClaim } from './claim.ts'
import { isOnItsDays, onItsDays } from './statement.ts'

type Agreement = Extract<Invariant, { kind: 'agree' }>

/**
 * Claims that a question about an action and another question do not contradict one another: of the same request, which
 * says the action, both list the same items, with the same part in time, and the same deadlines, as far as both have the
 * list; and if something must come before the action, it is not so that nothing restricts it.
 */
export const agreementClaim = (
  invariant: Agreement,
  question: DecisionQuestion,
  other: DecisionDefinition,
  decide: Decide,
): InvariantClaim => ({
  invariant,
  question,
  breach: terms => {
    const request = terms.request('r')
    const first = terms.question(question, 'r')
    const second = terms.question({ ...question, decision: other }, 'r')
    const isProposed = first.truthOf({ fact: proposedFact, operator: 'in', value: question.decision.proposes! })
    return {
      is: [
        first.consistent,
        second.consistent,
        request.facts.get(proposedFact)!.known,
        isProposed.t,
        ...onItsDays(invariant, request),
        or(...entriesDiffer(first, second), ...unrestrictedThough(first, second)),
      ],
      requests: [request],
    }
  },
  isBreach: (...[found]) => {
    const [first, second] = [decide(found!), decide({ ...found!, decision: other.id })]
    return (
      first !== undefined &&
      second !== undefined &&
      isOnItsDays(invariant, found!.asOf) &&
      found!.facts[proposedFact] !== undefined &&
      (listDifferent(question.decision, first, other, second).length > 0 ||
        isUnrestrictedThough(question, first, second))
    )
  },
  inWords: (...[found]) => {
    const [first, second] = [decide(found!)!, decide({ ...found!, decision: other.id })!]
    const different = listDifferent(question.decision, first, other, second)
    return different.length > 0
      ? `Only one of the two, ${question.decision.id} and ${other.id}, has: ${different.join(', ')}.`
      : `Yet the answer of ${question.decision.id} is ${first.answer}, though ${other.id} names what must come before.`
  },
})

/** Whether an entry applies, and when an item has its part. */
type Entry = Pick<ItemTerms, 'applies' | 'isBy'>
const absent: Entry = { applies: certain('false'), isBy: itemTimes.map(() => 'false') }

/** Everything that both could list: items of lists that both have, and deadlines. */
const listEntries = (terms: QuestionTerms, other: QuestionTerms): ReadonlyMap<string, Entry> => {
  const { decision } = terms.question
  const items = terms.items
    .filter(one => decision.lists.includes(one.list) && other.question.decision.lists.includes(one.list))
    .map((one): [string, Entry] => [JSON.stringify([one.list, one.item, one.verb]), one])
  return new Map([...items, ...(sharesLists(decision, other.question.decision) ? listDeadlines(terms) : [])])
}

/** Rules that differ in a reading alone set the same day. */
const listDeadlines = ({ deadlines }: QuestionTerms): ReadonlyMap<string, Entry> => {
  const found = new Map<string, Entry>()
  for (const { event, applies } of deadlines) {
    const key = JSON.stringify({ ...event, reading: undefined })
    const earlier = found.get(key)?.applies
    found.set(key, { ...absent, applies: earlier === undefined ? applies : kleeneOr([earlier, applies]) })
  }
  return found
}

const sharesLists = (one: DecisionDefinition, other: DecisionDefinition): boolean =>
  one.lists.some(list => other.lists.includes(list))

const entriesDiffer = (first: QuestionTerms, second: QuestionTerms): readonly Term[] => {
  const [one, other] = [listEntries(first, second), listEntries(second, first)]
  return [...new Set([...one.keys(), ...other.keys()])].map(key =>
    itemsDiffer(one.get(key) ?? absent, other.get(key) ?? absent),
  )
}

/** That nothing restricts the action, though something must come before it. */
const unrestrictedThough = (first: QuestionTerms, second: QuestionTerms): readonly Term[] => {
  const { decision } = first.question
  const unrestricted = freest(decision)
  if (unrestricted === undefined) return []
  const before = [first, second].flatMap(({ rules, question }) =>
    rules.filter(({ rule }) => isBefore(rule, question.decision.id)).map(({ truth }) => truth.t),
  )
  const { determined } = first.exact().get(unrestricted)!
  return before.length === 0 ? [] : [notTerm(or(notTerm(or(...before)), notTerm(determined)))]
}

const isBefore = (rule: QuestionTerms['rules'][number]['rule'], decision: string): boolean =>
  eventsFor(rule, decision).some(event => event.type === 'include' && event.when === 'before')

/** The answer that permits most; none if a question permits nothing. */
const freest = ({ form, answers }: DecisionDefinition): string | undefined => {
  const { permissiveness } = forms[form]
  return permissiveness === null ? undefined : answers[permissiveness.indexOf(Math.max(...permissiveness))]!.id
}

const listDifferent = (
  one: DecisionDefinition,
  first: Decision,
  other: DecisionDefinition,
  second: Decision,
): readonly string[] => {
  const said = (from: Decision): readonly string[] => [
    ...one.lists
      .filter(list => other.lists.includes(list))
      .flatMap(list =>
        from.lists[list]!.map(({ item, verb, when, status }) => [list, item, verb, when, status].join(' ')),
      ),
    ...(sharesLists(one, other)
      ? from.deadlines.map(({ action, role, basis, status }) => [action, role, basis, status].join(' '))
      : []),
  ]
  const [a, b] = [said(first), said(second)]
  return [...a.filter(entry => !b.includes(entry)), ...b.filter(entry => !a.includes(entry))]
}

const isUnrestrictedThough = ({ decision }: DecisionQuestion, first: Decision, second: Decision): boolean =>
  first.answer === freest(decision) &&
  [first, second].some(one =>
    Object.values(one.lists)
      .flat()
      .some(item => item.when === 'before' && item.status === 'applies'),
  )

import { forces, forms, type RuleEvent } from '@virtual-school/rules'
import type { QuestionTerms, RuleTerms } from '../encode/question-terms.ts'
import { and, certain, equal, ite, notTerm, or, possibly, same, type Term, type TruthTerms } from '../smt/terms.ts'

/** Something that a decision lists, and the rules whose strongest force it has; a deadline has none. */
interface Entry {
  readonly applies: TruthTerms
  readonly test: TruthTerms
  readonly rules: readonly RuleTerms[]
  /** When an item has its part. */
  readonly isBy: readonly Term[]
}

/**
 * That two sets of rules answer a request differently: in what is listed and how surely, in the status or force of what is
 * listed, in the answer. Both must be about the same request.
 */
export const differs = (one: QuestionTerms, other: QuestionTerms): Term =>
  or(entriesDiffer(one, other), truthsDiffer(one, other))

/** As `differs`, with what `evaluate` says of answers while facts are unknown: fewer may be possible than by Kleene’s logic alone. */
export const differsExactly = (one: QuestionTerms, other: QuestionTerms): Term => {
  const [before, after] = [one.exact(), other.exact()]
  return or(
    entriesDiffer(one, other),
    ...[...before].map(([id, { possible }]) => notTerm(equal(possible, after.get(id)!.possible))),
  )
}

/** Whether answers say more than the entries do: only those that rules conclude do, and those that other law keeps open. */
export const weighsAnswers = (one: QuestionTerms, other: QuestionTerms): boolean =>
  forms[one.question.decision.form].isConcluded || listOpenLaw(one) !== listOpenLaw(other)

/** Equal terms have one name, so that what is the same law is the same text. */
const listOpenLaw = ({ texts, question }: QuestionTerms): string =>
  JSON.stringify([
    texts.filter(({ text }) => text.isNotHeld || text.bears === 'bar').map(({ concerns }) => concerns),
    question.decision.completeFrom?.day,
  ])

const truthsDiffer = (one: QuestionTerms, other: QuestionTerms): Term =>
  weighsAnswers(one, other) ? or(...one.answers.map(({ truth }, i) => unlike(truth, other.answers[i]!.truth))) : 'false'

const entriesDiffer = (one: QuestionTerms, other: QuestionTerms): Term => {
  const [before, after] = [listEntries(one), listEntries(other)]
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return or(...keys.map(key => entryDiffers(before.get(key) ?? nothing, after.get(key) ?? nothing)))
}

const nothing: Entry = { applies: certain('false'), test: certain('true'), rules: [], isBy: [] }

const unlike = (a: TruthTerms, b: TruthTerms): Term => notTerm(same(a, b))

const entryDiffers = (before: Entry, after: Entry): Term =>
  or(
    unlike(before.applies, after.applies),
    and(
      possibly(before.applies),
      or(unlike(before.test, after.test), notTerm(and(...sameForce(before, after))), ...unlikeTimes(before, after)),
    ),
  )

/** An item that one side does not have differs in that already. */
const unlikeTimes = ({ isBy }: Entry, after: Entry): readonly Term[] =>
  isBy.flatMap((term, i) => (after.isBy[i] === undefined ? [] : [notTerm(equal(term, after.isBy[i]))]))

/** That the strongest force is the same: among the rules that hold or, if none does, among those that may. */
const sameForce = (before: Entry, after: Entry): readonly Term[] =>
  forces.map((_, rank) => {
    const [a, b] = [forceIsAtLeast(before, rank), forceIsAtLeast(after, rank)]
    return or(and(a, b), and(notTerm(a), notTerm(b)))
  })

const forceIsAtLeast = ({ applies, rules }: Entry, rank: number): Term => {
  const strong = rules.filter(({ rule }) => forces.indexOf(rule.force) <= rank)
  return ite(applies.t, or(...strong.map(one => one.truth.t)), or(...strong.map(one => possibly(one.truth))))
}

const listEntries = (question: QuestionTerms): ReadonlyMap<string, Entry> => {
  const making = (has: (event: RuleEvent) => boolean) => question.rules.filter(({ events }) => events.some(has))
  const entries: [string, Entry][] = [
    ...question.requirements.map(({ id, applies, test }): [string, Entry] => {
      const rules = making(event => event.type === 'require' && event.requirement === id)
      return [`requirements/${id}`, { applies, test, rules, isBy: [] }]
    }),
    ...question.items.map(({ list, item, verb, applies, isBy }): [string, Entry] => {
      const rules = making(
        event => event.type === 'include' && event.list === list && event.item === item && event.verb === verb,
      )
      return [`lists/${list}/${item}/${verb ?? ''}`, { applies, test: certain('true'), rules, isBy }]
    }),
    ...question.deadlines.map(({ event, applies }): [string, Entry] => [
      `deadlines/${JSON.stringify(event)}`,
      { applies, test: certain('true'), rules: [], isBy: [] },
    ]),
  ]
  return new Map(entries)
}

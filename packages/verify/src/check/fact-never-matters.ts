import type { Decision, VocabularyFact } from '@virtual-school/rules'
import type { FactTerms } from '../encode/request.ts'
import type { QuestionTerms } from '../encode/question.ts'
import { and, equal, implies, not, or, same, type Term } from '../smt/terms.ts'
import { decided, type Expected, type Feared } from './expected.ts'
import type { Inquiry } from './inquiry.ts'

/** Two requests that differ in one fact alone, put to the same question. */
export interface Pair extends Inquiry {
  readonly other: QuestionTerms
  /** For each fact, that both requests give the same of it. */
  readonly alike: ReadonlyMap<string, Term>
  /** That something comes out otherwise. */
  readonly differs: Term
}

export const pairOf = (inquiry: Inquiry): Pair => {
  const { session, question, rules } = inquiry
  const request = session.request(rules.rulebook, 'b')
  const other = session.question(question.question, request)
  const alike = [...question.request.facts].map(([name, fact]): [string, Term] => [
    name,
    session.name(sameFact(fact, request.facts.get(name)!)),
  ])
  session.add(equal(question.request.asOf, request.asOf))
  session.add(and(question.consistent, other.consistent))
  return { ...inquiry, other, alike: new Map(alike), differs: session.name(outcomesDiffer(question, other)) }
}

const sameFact = (a: FactTerms, b: FactTerms): Term => and(equal(a.known, b.known), implies(a.known, equal(a.value, b.value)))

/** Some answer, requirement, item or deadline is as true of the one as it is not of the other. */
export const outcomesDiffer = (a: QuestionTerms, b: QuestionTerms): Term =>
  or(
    ...a.answers.map(({ truth }, i) => not(same(truth, b.answers[i]!.truth))),
    ...a.requirements.flatMap(({ applies, test }, i) => [
      not(same(applies, b.requirements[i]!.applies)),
      and(not(applies.f), not(same(test, b.requirements[i]!.test))),
    ]),
    ...a.items.map(({ applies }, i) => not(same(applies, b.items[i]!.applies))),
    ...a.deadlines.map(({ applies }, i) => not(same(applies, b.deadlines[i]!.applies))),
  )

/** Every fact that `missing` can name for the decision can change something about it. */
export const factsThatNeverMatter = (pair: Pair): readonly Expected[] =>
  askedOf(pair).map(({ fact, asOf }) => {
    const { question, authority, decision } = pair
    return {
      code: 'fact-never-matters',
      about: `${authority.id} ${decision.id} ${fact.name}`,
      rules: [],
      possible: [
        [question.request.total, ...otherwise(pair, fact)],
        otherwise(pair, fact),
      ],
      message: `For “${decision.question}” ${authority.name} asks for ${fact.label}, and no value of it ever changes an answer, a requirement, an item or a deadline. Take the tests of it out of the rules, or put them right.`,
      nearest: [
        {
          terms: [equal(question.request.asOf, String(asOf))],
          confirms: answer => decided(answer) && names(answer, fact.name),
        },
      ],
    }
  })

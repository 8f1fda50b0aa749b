import { itemsDiffer, type QuestionTerms } from '../encode/question-terms.ts'
import type { FactTerms } from '../encode/request.ts'
import { and, equal, implies, notTerm, or, same, type Term } from '../smt/terms.ts'
import type { Inquiry } from './inquiry.ts'

/** Two requests of one day with the same question. */
export interface Pair extends Inquiry {
  /** That the requests differ in this fact alone, which both know. */
  readonly differOnlyIn: (fact: string) => Term
  /** That the two requests get different outcomes. */
  readonly differs: Term
  readonly second: QuestionTerms
}

/** Adds a second request to an inquiry; neither is refused. */
export const openPair = (inquiry: Inquiry): Pair => {
  const { session, question, rules } = inquiry
  const request = session.request(rules.rulebook, 'b')
  const second = session.question(question.question, request)
  const facts = [...question.request.facts]
  const alike = facts.map(([name, fact]) => session.name(sameFact(fact, request.facts.get(name)!)))
  session.add(equal(question.request.asOf, request.asOf))
  session.add(and(question.consistent, second.consistent))
  return {
    ...inquiry,
    second,
    differs: session.name(outcomesDiffer(question, second)),
    differOnlyIn: name =>
      and(
        ...facts.flatMap(([other, { known }], i) =>
          other === name ? [known, request.facts.get(name)!.known] : [alike[i]!],
        ),
      ),
  }
}

const sameFact = (a: FactTerms, b: FactTerms): Term =>
  and(equal(a.known, b.known), implies(a.known, equal(a.value, b.value)))

/** That some answer, requirement, item or deadline has another truth in the one than in the other. */
export const outcomesDiffer = (a: QuestionTerms, b: QuestionTerms): Term =>
  or(
    ...a.answers.map(({ truth }, i) => notTerm(same(truth, b.answers[i]!.truth))),
    ...a.requirements.flatMap(({ applies, test }, i) => [
      notTerm(same(applies, b.requirements[i]!.applies)),
      and(notTerm(applies.f), notTerm(same(test, b.requirements[i]!.test))),
    ]),
    ...a.items.map((item, i) => itemsDiffer(item, b.items[i]!)),
    ...a.deadlines.map(({ applies }, i) => notTerm(same(applies, b.deadlines[i]!.applies))),
  )

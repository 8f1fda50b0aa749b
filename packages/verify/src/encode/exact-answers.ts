import type { VocabularyFact } from '@virtual-school/rules'
import { and, notTerm, or, plus, possibly, type Term } from '../smt/terms.ts'
import { listLinked, listTestedValues } from './candidates.ts'
import { listLeaves } from './leaves.ts'
import type { DecisionQuestion, ExactAnswer, QuestionOutcome } from './question-terms.ts'
import { type Codes, canBeGiven, type FactTerms, isWhollyDerived, type RequestTerms, valueTerm } from './request.ts'
import type { Script } from './script.ts'

/** Encodes the answers that Kleene’s logic leaves possible, narrowed by cases: an unknown fact has one of its values, whichever. */
export const encodeExactAnswers = (
  script: Script,
  codes: Codes,
  question: DecisionQuestion,
  request: RequestTerms,
  { answers }: QuestionOutcome,
  outcomeWith: (facts: ReadonlyMap<string, FactTerms>) => QuestionOutcome,
): ReadonlyMap<string, ExactAnswer> => {
  const leaves = listLeaves(question)
  const tested = new Set(leaves.flatMap(leaf => [leaf.fact, ...listLinked(leaf.fact, leaves)]))
  const askable = question.rulebook.facts.filter(
    fact => canBeGiven(fact) && !isWhollyDerived(fact) && tested.has(fact.name),
  )
  let left = answers.map(one => possibly(one.truth))
  for (const fact of askable) {
    const { known } = request.facts.get(fact.name)!
    if (known === 'true') continue
    const union = unionOf(fact)
    const some = script.name(or(...left.map((one, i) => and(one, union[i]!))))
    left = left.map((one, i) => script.name(and(one, or(known, notTerm(some), union[i]!))))
  }
  return new Map(
    answers.map(({ id }, i) => {
      const others = left.filter((_, j) => j !== i).map(notTerm)
      return [id, { possible: left[i]!, determined: script.name(and(left[i]!, ...others)) }]
    }),
  )

  /** The answers that some value of the fact leaves possible; a value that contradicts what is known leaves none. */
  function unionOf(fact: VocabularyFact): readonly Term[] {
    const values = [
      ...listTestedValues(fact, leaves).map(value => valueTerm(codes, fact, value)),
      ...listLinked(fact.name, leaves).flatMap(other => {
        const { value } = request.facts.get(other)!
        return [-1, 0, 1].map(step => plus(value, step))
      }),
    ]
    const outcomes = values.map(value => outcomeWith(new Map(request.facts).set(fact.name, { known: 'true', value })))
    return answers.map((_, i) =>
      script.name(or(...outcomes.map(one => and(one.consistent, possibly(one.answers[i]!.truth))))),
    )
  }
}

import {
  type Condition,
  type DecisionDefinition,
  forms,
  type Invariant,
  type VocabularyFact,
} from '@virtual-school/rules'
import type { DecisionQuestion, QuestionTerms } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import { and, equal, implies, notTerm, or, type Term } from '../smt/terms.ts'
import type { Decide, InvariantClaim, Terms } from './claim.ts'
import { isOnItsDays, onItsDays } from './statement.ts'

type LearningLess = Extract<Invariant, { kind: 'learning-less-never-permits-more' }>

/** The answers that let the action go ahead: all that permit more than the least. */
const goingAhead = ({ form, answers }: DecisionDefinition): readonly string[] => {
  const { permissiveness } = forms[form]
  if (permissiveness === null) return []
  return answers.filter((_, i) => permissiveness[i]! > Math.min(...permissiveness)).map(one => one.id)
}

/** Claims that learning less never permits more: what `s`, which knows less, permits, `r` permits too. */
export const learningClaim = (invariant: LearningLess, question: DecisionQuestion, decide: Decide): InvariantClaim => ({
  invariant,
  question,
  breach: terms => {
    const [more, less] = [terms.request('r'), terms.request('s')]
    const [fuller, barer] = [terms.question(question, 'r'), terms.question(question, 's')]
    return {
      is: [
        fuller.consistent,
        ...onItsDays(invariant, more),
        ...knowsNoMore(less, more),
        ...canBeSo(terms, question),
        permitsMore(question.decision, barer, fuller),
      ],
      requests: [more, less],
    }
  },
  isBreach: (...[more, less]) => {
    const [fuller, barer] = [decide(more!), decide(less!)]
    return (
      fuller !== undefined &&
      barer !== undefined &&
      isOnItsDays(invariant, more!.asOf) &&
      goingAhead(question.decision).some(answer => barer.answer === answer && fuller.answer !== answer)
    )
  },
  inWords: (...[more, less]) => {
    const forgotten = Object.keys(more!.facts).filter(name => !(name in less!.facts))
    const [fuller, barer] = [decide(more!)!, decide(less!)!]
    return `The answer is ${fuller.answer ?? 'open'}; without ${forgotten.join(', ')} it is ${barer.answer}.`
  },
})

const permitsMore = (decision: DecisionDefinition, barer: QuestionTerms, fuller: QuestionTerms): Term =>
  or(
    ...goingAhead(decision).map(one =>
      and(barer.exact().get(one)!.determined, notTerm(fuller.exact().get(one)!.determined)),
    ),
  )

/**
 * That some child can have the facts of `r`: with all other facts known too (`w`), nothing contradicts, and what is inferred
 * is not overridden. A value that overrides what others derive is no unknown fact when it is left out: the derived one counts then.
 */
export const canBeSo = (terms: Terms, question: DecisionQuestion): readonly Term[] => {
  const whole = terms.question(question, 'w')
  const derived = question.rulebook.facts.filter(isInferred)
  return [
    whole.consistent,
    whole.request.total,
    ...knowsNoMore(terms.request('r'), whole.request),
    ...derived.map(({ name }) => {
      const given = whole.request.facts.get(name)!
      const from = whole.derived(name)
      return implies(and(given.known, from.known), equal(given.value, from.value))
    }),
  ]
}

/**
 * Whether other facts truthfully make it known. A derivation that reads no fact, or that stands for what somebody has to do,
 * does not: it takes the unknown for known.
 */
const isInferred = ({ derived, changeable }: VocabularyFact): boolean => {
  const conditions = [derived?.from ?? [], (derived?.cases ?? []).map(one => one.when)].flat()
  return !changeable && conditions.length > 0 && conditions.every(readsFact)
}

const readsFact = (condition: Condition): boolean => {
  if ('all' in condition) return condition.all.some(readsFact)
  if ('any' in condition) return condition.any.some(readsFact)
  return 'not' in condition ? readsFact(condition.not) : true
}

/** That `more` knows all that `less` knows, with the same values. */
const knowsNoMore = (less: RequestTerms, more: RequestTerms): readonly Term[] => [
  equal(less.asOf, more.asOf),
  ...[...less.facts].flatMap(([name, { known, value }]) => {
    const other = more.facts.get(name)!
    return [implies(known, other.known), equal(value, other.value)]
  }),
]

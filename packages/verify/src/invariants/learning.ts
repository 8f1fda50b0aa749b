import type { Invariant } from '@virtual-school/rules'
import type { Question, QuestionTerms } from '../encode/question-terms.ts'
import { and, equal, implies, not, or, type Term } from '../smt/terms.ts'
import type { Claim, Decide } from './claim.ts'
import { isOnItsDays, onItsDays } from './statement.ts'

type LearningLess = Extract<Invariant, { kind: 'learning-less-never-permits-more' }>

/** The answers that let the action go ahead. */
const goesAhead = ['permitted', 'unrestricted'] as const

/** “Learning less never permits more”: what `s` permits, knowing less, `r` permits too. */
export const learningClaim = (invariant: LearningLess, question: Question, decide: Decide): Claim => ({
  invariant,
  question,
  breach: terms => {
    const [more, less] = [terms.request('r'), terms.request('s')]
    const [fuller, barer] = [terms.question(question, 'r'), terms.question(question, 's')]
    return {
      is: [
        fuller.consistent,
        ...onItsDays(invariant, more),
        equal(less.asOf, more.asOf),
        ...knowsNoMore(barer, fuller),
        permitsMore(barer, fuller),
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
      goesAhead.some(answer => barer.answer === answer && fuller.answer !== answer)
    )
  },
  inWords: (...[more, less]) => {
    const forgotten = Object.keys(more!.facts).filter(name => !(name in less!.facts))
    const [fuller, barer] = [decide(more!)!, decide(less!)!]
    return `The answer is ${fuller.answer ?? 'open'}; without ${forgotten.join(', ')} it is ${barer.answer}.`
  },
})

const permitsMore = (barer: QuestionTerms, fuller: QuestionTerms): Term =>
  or(...goesAhead.map(one => and(barer.exact().get(one)!.determined, not(fuller.exact().get(one)!.determined))))

/**
 * Whatever is known to `barer`, given or derived, is known to `fuller` too, and alike. So leaving out a value that overrides
 * what others derive is not to know less: something else is known then.
 */
const knowsNoMore = (barer: QuestionTerms, fuller: QuestionTerms): readonly Term[] =>
  [...barer.request.facts].flatMap(([name, given]) => {
    const other = fuller.request.facts.get(name)!
    const [less, more] = [barer.effective(name), fuller.effective(name)]
    return [
      implies(given.known, other.known),
      equal(given.value, other.value),
      implies(less.known, and(more.known, equal(less.value, more.value))),
    ]
  })

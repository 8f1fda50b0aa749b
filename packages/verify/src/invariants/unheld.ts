import type { DecisionDefinition, Invariant } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { firstDayOf } from '@virtual-school/rules/internal'
import { dayNumber } from '../encode/days.ts'
import type { DecisionQuestion, QuestionTerms } from '../encode/question-terms.ts'
import { int, less, or, type Term } from '../smt/terms.ts'
import type { Decide, InvariantClaim } from './claim.ts'
import { canBeSo } from './learning.ts'
import { isOnItsDays, onItsDays } from './statement.ts'

type UnheldLaw = Extract<Invariant, { kind: 'unheld-law-keeps-open' }>

/**
 * Claims that no answer that rests on absence is determined if a law that is not held, or a bar, may concern the child: if it
 * does of some child (`w`) who has the facts that are known; nor before the law of the question is held whole.
 */
export const unheldClaim = (invariant: UnheldLaw, question: DecisionQuestion, decide: Decide): InvariantClaim => ({
  invariant,
  question,
  breach: terms => {
    const request = terms.request('r')
    const asked = terms.question(question, 'r')
    return {
      is: [
        asked.consistent,
        ...onItsDays(invariant, request),
        ...canBeSo(terms, question),
        or(...openLaw(terms.question(question, 'w'))),
        or(...absent(question.decision).map(id => asked.exact().get(id)!.determined)),
      ],
      requests: [request, terms.request('w')],
    }
  },
  isBreach: (...[found, whole]) => {
    const [decision, known] = [decide(found!), decide(whole!)]
    return (
      decision !== undefined &&
      known !== undefined &&
      isOnItsDays(invariant, found!.asOf) &&
      absent(question.decision).includes(decision.answer ?? '') &&
      isLawOpen(question, known)
    )
  },
  inWords: (...[found]) => {
    const { answer, notWeighed = [] } = decide(found!)!
    return `Yet the answer is ${answer}, and not weighed are: ${notWeighed.map(one => one.id).join(', ')}.`
  },
})

const absent = ({ answers }: DecisionDefinition): readonly string[] =>
  answers.filter(one => one.restsOnAbsence).map(one => one.id)

const openLaw = ({ texts, request, question: { decision } }: QuestionTerms): readonly Term[] => [
  ...texts.filter(({ text }) => text.isNotHeld || text.bears === 'bar').map(({ concerns }) => concerns.t),
  ...(decision.completeFrom === undefined
    ? []
    : [less(request.asOf, int(dayNumber(firstDayOf(decision.completeFrom.day))))]),
]

const isLawOpen = ({ authority }: DecisionQuestion, { notWeighed = [], cautions }: Decision): boolean => {
  const open = new Set(authority.unmodelled.filter(one => one.isNotHeld || one.bears === 'bar').map(one => one.id))
  return notWeighed.some(one => open.has(one.id)) || cautions.some(one => one.code === 'before-first-edition')
}

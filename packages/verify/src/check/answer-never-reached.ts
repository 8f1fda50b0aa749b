import { dayNumber } from '../encode/days.ts'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { and, atMost, int, type Term } from '../smt/terms.ts'
import { decided, type Expected } from './expected.ts'
import type { Inquiry } from './inquiry.ts'

/** By the law that is in force last, each answer is what some child gets. Of earlier days, when nothing was restricted yet, nothing is asked. */
export const answersNeverReached = ({ question, authority, decision }: Inquiry): readonly Expected[] => {
  const always = [question.request.total, question.consistent, latestLaw(question)]
  return question.answers.map(({ id, truth }, i) => ({
    code: 'answer-never-reached',
    about: `${authority.id} ${decision.id} ${id}`,
    rules: concluding(question, id),
    possible: [[...always, truth.t]],
    message: `By the rules of ${authority.name} in force last no child can get the answer “${id}” (${decision.answers[i]!.summary}). Look at the rules that stand in its way, or take the answer out.`,
    nearest: [
      { terms: always, confirms: answer => decided(answer) && answer.status === 'determined' && answer.answer !== id },
    ],
  }))
}

const concluding = ({ rules }: QuestionTerms, answer: string): readonly string[] => [
  ...new Set(
    rules
      .filter(({ rule: { event } }) => event.type === 'conclude' && event.answer === answer)
      .map(({ rule }) => rule.name),
  ),
]

/** On or after the first day of the newest edition, by every clock. */
const latestLaw = ({ rules, request, truthOf }: QuestionTerms): Term => {
  const latest = new Map<string | undefined, string>()
  for (const { rule } of rules) {
    const { clock } = rule.effective
    const before = latest.get(clock)
    if (rule.firstDay !== null && (before === undefined || before < rule.firstDay)) latest.set(clock, rule.firstDay)
  }
  return and(
    ...[...latest].map(([clock, day]) =>
      clock === undefined
        ? atMost(int(dayNumber(day)), request.asOf)
        : truthOf({ fact: clock, operator: 'dateOnOrAfter', value: day }).t,
    ),
  )
}

import type { Scalar } from '@virtual-school/rules'
import { listTelling, proposedFact } from '@virtual-school/rules/internal'
import { factClause } from '@virtual-school/rules/words'
import { dayNumber } from '../encode/days.ts'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { and, atMost, int, type Term } from '../smt/terms.ts'
import { type Expected, isDecided } from './expected.ts'
import type { Inquiry } from './inquiry.ts'

/** Expects that some child gets each answer by the latest law. Earlier days, when nothing was restricted yet, are not tried. */
export const answersNeverReached = ({ question, authority, decision }: Inquiry): readonly Expected[] => {
  const always = [question.request.total, question.consistent, latestLaw(question)]
  return question.answers.map(({ id, truth }, i) => ({
    code: 'answer-never-reached',
    about: `${authority.id} ${decision.id} ${id}`,
    rules: concluding(question, id),
    possible: [[...always, truth.t]],
    message: `By the rules of ${authority.name} in force last no child can get the answer “${id}” (${decision.answers[i]!.summary}). Look at the rules that stand in its way, or take the answer out.`,
    nearest: [
      {
        terms: always,
        confirms: answer => isDecided(answer) && answer.status === 'determined' && answer.answer !== id,
      },
    ],
  }))
}

const concluding = ({ rules }: QuestionTerms, answer: string): readonly string[] => [
  ...new Set(
    rules
      .filter(({ events }) => events.some(event => event.type === 'conclude' && event.answer === answer))
      .map(({ rule }) => rule.name),
  ),
]

/** That the day is on or after the first day of the newest edition, by every clock. */
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

/** Expects that each word, and each yes and no, of a fact can be given: nothing always contradicts it. */
export const valuesNeverPossible = ({ question, rules, own }: Inquiry): readonly Expected[] =>
  rules.facts
    .filter(fact => own.facts.has(fact.name) && question.request.facts.has(fact.name))
    .flatMap(fact => {
      const all = fact.type === 'boolean' ? [true, false] : (fact.values?.map(one => one.value) ?? [])
      const values = all.filter(value => isOfQuestion(question, fact.name, value))
      return values.map((value): Expected => {
        const given = [question.request.facts.get(fact.name)!.known]
        const so = question.truthOf({ fact: fact.name, operator: 'equal', value }).t
        return {
          code: 'value-never-possible',
          about: `${fact.name} ${value}`,
          rules: [],
          possible: [[question.request.total, question.consistent, ...given, so]],
          message: `No request can say that ${factClause(fact, value)}: what contradicts it is always so. Put right the contradictions in facts.json.`,
          nearest: [{ terms: [question.request.total, ...given, so], confirms: answer => !isDecided(answer) }],
        }
      })
    })

/** Whether a value says no other action than those that the question is about. */
const isOfQuestion = ({ question }: QuestionTerms, fact: string, value: Scalar): boolean => {
  const { proposes } = question.decision
  if (proposes === undefined) return true
  if (fact === proposedFact) return proposes.includes(String(value))
  const told = listTelling(question.rulebook).find(one => one.name === fact && one.value === value)
  return told === undefined || proposes.includes(told.proposed)
}

import type { Reading } from '@virtual-school/rules'
import { type Expected, isDecided } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { outcomesDiffer } from './pair.ts'

/** Expects that every alternative of a reading would change something for some child, in one decision at least. */
export const readingsThatNeverMatter = (inquiry: Inquiry): readonly Expected[] =>
  [...inquiry.own.readings].flatMap(id => {
    const reading = inquiry.authority.readings.get(id)!
    return reading.alternatives.flatMap((_, position) => alternative(inquiry, reading, position))
  })

const alternative = (inquiry: Inquiry, reading: Reading, position: number): readonly Expected[] => {
  const { rules, authority, decision, session, question } = inquiry
  const { condition, text } = reading.alternatives[position]!
  if (condition === undefined) return []
  const tried = { reading: reading.id, position }
  const other = session.question({ ...question.question, tried }, question.request)
  const differs = session.name(outcomesDiffer(question, other))
  const nation = rules.rulebook.authorities.get(rules.rulebook.national)!
  const layer = nation.readings.has(reading.id) ? nation.id : authority.id
  return [
    {
      code: 'reading-never-matters',
      about: `${layer} ${reading.id}${reading.alternatives.length === 1 ? '' : ` ${position + 1}`}`,
      rules: [],
      possible: [
        [question.request.total, question.consistent, differs],
        [question.consistent, differs],
      ],
      message: `If “${reading.title}” were read the other way (${text}), nothing would change for any child. Take the reading out, or name it beside the test that depends on it.`,
      nearest: [
        {
          terms: [question.request.total, question.consistent],
          confirms: answer =>
            isDecided(answer) &&
            answer.decision === decision.id &&
            !answer.readings.some(one => one.id === reading.id && one.alternative === text),
        },
      ],
    },
  ]
}

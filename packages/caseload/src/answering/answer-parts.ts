import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { AnswerRow, ChildDeadline } from './answer-row.ts'

/** What a row says of a decision, whoever worked it out. */
export type AnsweredParts = Omit<AnswerRow, 'id' | 'file' | 'line' | 'rules' | 'issues' | 'warnings'>

/** The parts of a row about which nothing is said. */
export const nothingSaid = {
  decision: '',
  authority: '',
  asOf: '',
  answer: '',
  possibleAnswers: [],
  duties: [],
  dutiesPossible: [],
  unmet: [],
  notKnown: [],
  deadlines: [],
  missing: [],
  readings: [],
  cautions: [],
  notWeighed: [],
} as const

/** What a row says of one decision. */
export const partsOfDecision = (rules: Rules, found: Decision): AnsweredParts => {
  const missing = found.missing.filter(one => one.for === 'answer')
  const missingOf = (settles: boolean) => missing.filter(one => one.settles === settles).map(one => one.fact)
  return {
    decision: found.decision,
    authority: found.authority,
    asOf: found.asOf,
    status: found.status,
    answer: found.answer ?? '',
    possibleAnswers: found.possibleAnswers,
    duties: itemsOf(found, 'applies'),
    dutiesPossible: itemsOf(found, 'possible'),
    unmet: found.requirements.filter(one => one.status === 'unmet').map(one => one.id),
    notKnown: found.requirements.filter(one => one.status === 'unknown').map(one => one.id),
    deadlines: inDayOrder(
      found.deadlines.map(({ date, action, role, status }) => ({ date: date ?? '', action, role, status })),
    ),
    missing: inOrder(rules, missingOf(true), missingOf(false)),
    readings: found.readings.map(one => one.id),
    cautions: found.cautions.map(one => one.code),
    notWeighed: (found.notWeighed ?? []).map(one => one.id),
  }
}

const itemsOf = ({ lists }: Decision, status: 'applies' | 'possible'): readonly string[] =>
  (lists.duties ?? []).filter(one => one.status === status).map(one => one.item)

/** What is missing: first what settles the answer alone, then the rest, each in the order of the vocabulary. */
export const inOrder = (
  { rulebook: { factsByName } }: Rules,
  settling: readonly string[],
  others: readonly string[],
): readonly string[] =>
  [settling, others].flatMap(names => [...names].sort((a, b) => factsByName.get(a)!.index - factsByName.get(b)!.index))

/** By day; those without a day last, and only if it is known that they apply. */
export const inDayOrder = (deadlines: readonly ChildDeadline[]): readonly ChildDeadline[] =>
  deadlines
    .filter(one => one.date !== '' || one.status === 'applies')
    .sort((a, b) => (dayOrLast(a) < dayOrLast(b) ? -1 : dayOrLast(a) > dayOrLast(b) ? 1 : 0))

const dayOrLast = ({ date }: ChildDeadline): string => (date === '' ? '~' : date)

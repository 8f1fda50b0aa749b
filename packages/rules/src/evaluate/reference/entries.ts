import { eventsFor } from '../../compile/questions.ts'
import type { DeadlineEvent, InclusionEvent, Rule, Rulebook } from '../../compile/rulebook.ts'
import { plusDays, plusMonths, weekdayOf } from '../../kernel/dates.ts'
import { forces, itemTimes } from '../../language/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import { anyRule, listRequired, type ReferenceQuestion, ruleCondition } from './answers.ts'
import { findTruth, type ReferenceCase } from './truth.ts'

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** The rules that hold among those that could make an entry; if none is known to, those that may. */
const rulesBehind = ({ rules }: ReferenceQuestion, given: ReferenceCase, chosen: readonly Rule[]): readonly Rule[] => {
  const truth = (rule: Rule) => findTruth(given, ruleCondition(rule, rules))
  const holding = chosen.filter(rule => truth(rule) === 2)
  return holding.length > 0 ? holding : chosen.filter(rule => truth(rule) === 1)
}

/** Their names, and the strongest force among them. */
const describeRules = (question: ReferenceQuestion, given: ReferenceCase, chosen: readonly Rule[]) => {
  const behind = rulesBehind(question, given, chosen)
  return {
    force: forces[Math.min(...behind.map(rule => forces.indexOf(rule.force)))],
    because: unique(behind.map(rule => rule.name)).toSorted(),
  }
}

/** Every requirement that applies or may apply. */
export const requirements = (question: ReferenceQuestion, given: ReferenceCase) =>
  listRequired(question).flatMap(({ one, by }) => {
    const applies = findTruth(given, anyRule(by, question))
    if (applies === 0) return []
    const status = ['unmet', 'unknown', 'met'][findTruth(given, one.test)]
    return [{ id: one.id, status, applies: applies === 2 ? 'yes' : 'unknown', ...describeRules(question, given, by) }]
  })

/** An item, and the verb that it has; whenever it has its part, it is the same entry. */
const entryOf = ({ list, item, verb }: InclusionEvent): string => JSON.stringify([list, item, verb])

/** Every item of a list that applies or may apply; the earliest time that a rule behind it names is when it has its part. */
export const items = (question: ReferenceQuestion, given: ReferenceCase) => {
  const included = question.rules.flatMap(rule =>
    eventsFor(rule, question.decision.id).flatMap(event => (event.type === 'include' ? [{ rule, event }] : [])),
  )
  return unique(included.map(({ event }) => entryOf(event))).flatMap(key => {
    const by = included.filter(({ event }) => entryOf(event) === key)
    const rules = by.map(({ rule }) => rule)
    const applies = findTruth(given, anyRule(rules, question))
    if (applies === 0) return []
    const { list, item, verb } = by[0]!.event
    const behind = rulesBehind(question, given, rules)
    const times = by.filter(({ rule }) => behind.includes(rule)).map(({ event }) => event.when)
    return [
      {
        list,
        item,
        verb,
        when: itemTimes.find(time => times.includes(time)),
        status: applies === 2 ? 'applies' : 'possible',
        ...describeRules(question, given, rules),
      },
    ]
  })
}

/** Every deadline that applies or may apply; rules that set the same term make one. */
export const deadlines = (question: ReferenceQuestion, given: ReferenceCase) => {
  const { book, authority, decision, rules } = question
  const setting = rules.flatMap(rule =>
    eventsFor(rule, decision.id).flatMap(event => (event.type === 'deadline' ? [{ rule, event }] : [])),
  )
  return unique(setting.map(({ event }) => JSON.stringify(event))).flatMap(term => {
    const by = setting.filter(({ event }) => JSON.stringify(event) === term)
    const applies = findTruth(
      given,
      anyRule(
        by.map(({ rule }) => rule),
        question,
      ),
    )
    if (applies === 0) return []
    const { event } = by[0]!
    const isTried = given.tried !== undefined && event.reading === given.tried.id
    const instead = isTried
      ? authority.readings.get(given.tried!.id)!.alternatives[given.tried!.index]!.deadline
      : undefined
    const counted = { ...event, count: instead?.count ?? event.count, unit: instead?.unit ?? event.unit }
    const date = countDueDay(book, counted, given.facts[event.of])
    return [{ action: event.action, status: applies === 2 ? 'applies' : 'possible', date, term }]
  })
}

/** The day counted from `start`, which is itself not counted; null if the start or the calendar that it needs is not known. */
const countDueDay = (
  { calendar }: Rulebook,
  event: Pick<DeadlineEvent, 'count' | 'unit' | 'direction'>,
  start: Scalar | null | undefined,
): string | null => {
  if (typeof start !== 'string') return null
  const count = event.direction === 'after' ? event.count : -event.count
  if (event.unit === 'month') return plusMonths(start, count)
  if (event.unit === 'week') return plusDays(start, 7 * count)
  if (event.unit === 'calendar-day' || event.unit === 'unspecified-day') return plusDays(start, count)
  if (event.unit !== 'working-day') return null
  const { from, to, closed } = calendar
  let day = start
  let left = Math.abs(count)
  while (left > 0) {
    day = plusDays(day, Math.sign(count))
    if (day < from || day > to) return null
    if (weekdayOf(day) < 6 && !closed.has(day)) left -= 1
  }
  return day
}

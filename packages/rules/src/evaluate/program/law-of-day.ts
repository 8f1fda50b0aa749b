import type { Authority, Rule, UnmodelledText } from '../../compile/rulebook.ts'
import { type CivilDate, firstDayOf, plusDays } from '../../kernel/dates.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { all, literalOf, type NodeBuilder, unknownLaw } from './node-builder.ts'
import type { ProgramText } from './program.ts'

/** The days on which the law of a question changes, ascending. Between two of them the same rules and texts are in force. */
export const listChangeDates = (authority: Authority, decision: DecisionDefinition): readonly CivilDate[] => {
  const rules = authority.rules.filter(
    rule => rule.events.has(decision.id) && rule.effective.clock === undefined && rule.firstDay !== null,
  )
  const texts = authority.unmodelled.filter(one => one.decisions.includes(decision.id))
  const days = [...rules, ...texts].flatMap(({ firstDay, lastDay }) => [
    ...(firstDay === null ? [] : [firstDay]),
    ...(lastDay === null ? [] : [plusDays(lastDay, 1)]),
  ])
  const complete = decision.completeFrom === undefined ? [] : [firstDayOf(decision.completeFrom.day)]
  return [...new Set([...days, ...complete])].sort()
}

/** Whether an edition is in force on a day; one with a clock of its own may be on any. */
export const isInForce = (rule: Rule, day: CivilDate): boolean =>
  rule.firstDay !== null &&
  (rule.effective.clock !== undefined || (rule.firstDay <= day && (rule.lastDay === null || day <= rule.lastDay)))

/** What of the law of a day is not held, and what of it keeps answers open: a literal each, unknown or false. */
export const buildUnheld = (
  build: NodeBuilder,
  decision: DecisionDefinition,
  day: CivilDate,
): {
  readonly texts: readonly ProgramText[]
  readonly isIncomplete: boolean
  readonly unheld: readonly number[]
} => {
  const isIncomplete = decision.completeFrom !== undefined && day < firstDayOf(decision.completeFrom.day)
  const texts = buildTexts(build, decision, day)
  const open = texts.filter(one => one.isBlocking).map(one => all(build, [one.concerns, unknownLaw(build)]))
  return { texts, isIncomplete, unheld: isIncomplete ? [...open, unknownLaw(build)] : open }
}

/** A text bears if it is in force on the day and names the question. A bar, and an edition that is not held, keep answers open. */
const buildTexts = (build: NodeBuilder, decision: DecisionDefinition, day: CivilDate): readonly ProgramText[] =>
  build.authority.unmodelled
    .filter(one => one.decisions.includes(decision.id) && isTextInForce(one, day))
    .map(text => {
      const { id, title, reason, force, bears, source, locator } = text
      return {
        text,
        concerns: text.conditions === undefined ? all(build, []) : literalOf(build, text.conditions),
        isBlocking: text.isNotHeld || bears === 'bar',
        finding: { id, title, reason, force, bears, source, locator },
      }
    })

const isTextInForce = ({ firstDay, lastDay }: UnmodelledText, day: CivilDate): boolean =>
  (firstDay === null || firstDay <= day) && (lastDay === null || day <= lastDay)

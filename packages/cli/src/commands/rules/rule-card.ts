import type { Rule, RuleEvent } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { card } from '../../terminal/layout.ts'

/** When an edition is in force, in the precision of its source. */
export const describePeriod = ({ effective: { from, to } }: Rule): string => {
  if (from === null) return 'not yet in force'
  return to === undefined ? `from ${from}` : `${from} to ${to}`
}

/** One edition of a rule, with what it says, when, and where that is written. */
export const renderRule = (rule: Rule, rules: Rules): string =>
  card(rule.name, [
    ['says', rule.title],
    [rule.events.size > 1 ? 'decisions' : 'decision', [...rule.events.keys()].join(', ')],
    ['force', rule.force],
    ['in force', `${describePeriod(rule)}${rule.effective.inferred ? ' (inferred: the source gives no date)' : ''}`],
    ['clock', rule.effective.clock],
    ['when', JSON.stringify(rule.conditions)],
    ['then', [...new Set([...rule.events.values()].flat().map(eventInWords))]],
    ['exception to', rule.exceptionTo],
    ['excepted by', rule.exceptedBy],
    [
      'cites',
      rule.citations.map(
        ({ source, locator, evidence }) =>
          `${rules.rulebook.sources.get(source)?.title ?? source}, ${locator} (${evidence})`,
      ),
    ],
    ['note', rule.note],
    ['file', `${rule.file} ${rule.pointer}`],
  ])

const eventInWords = (event: RuleEvent): string => {
  switch (event.type) {
    case 'conclude':
      return `the answer is ${event.answer}`
    case 'require':
      return `requires ${event.requirement}`
    case 'include':
      return [event.list, event.item, event.verb, event.when].filter(word => word !== undefined).join(' › ')
    case 'deadline':
      return `${event.action}: ${event.count} × ${event.unit} ${event.direction} ${event.of}`
    case 'none':
      return 'only makes an exception'
  }
}

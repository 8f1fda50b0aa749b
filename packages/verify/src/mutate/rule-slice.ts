import type { Authority, Rule, Rulebook, RuleEvent } from '@virtual-school/rules'
import { eventsFor } from '@virtual-school/rules/internal'
import type { AffectedQuestion } from './affected.ts'

/**
 * An authority with only the rules that can matter to a change: all that make the same entries as the changed ones, every
 * conclusion if one of those concludes, and what excepts any of these. What the other rules say cannot have changed.
 */
export const sliceRules = (authority: Authority, rulebook: Rulebook, affected: AffectedQuestion): Authority => {
  const names = listSliceNames(rulebook.authorities.get(authority.id)!, affected)
  return { ...authority, rules: authority.rules.filter(rule => names.has(rule.name)) }
}

/** Looks in the rules as they were, so that a rule whose exception was dropped is still found. */
const listSliceNames = (authority: Authority, { decision, rules: changed }: AffectedQuestion): ReadonlySet<string> => {
  const rules = authority.rules.filter(rule => rule.events.has(decision))
  const depending = closure(changed, name =>
    rules.filter(rule => rule.exceptedBy.includes(name)).map(rule => rule.name),
  )
  const keysOf = (rule: Rule) => eventsFor(rule, decision).map(entryKey)
  const entries = new Set(rules.filter(rule => depending.has(rule.name)).flatMap(keysOf))
  const making = rules.filter(rule => depending.has(rule.name) || keysOf(rule).some(key => entries.has(key)))
  return closure(new Set(making.map(rule => rule.name)), name => listExceptions(rules, name))
}

const listExceptions = (rules: readonly Rule[], name: string): readonly string[] =>
  rules.filter(rule => rule.name === name).flatMap(rule => rule.exceptedBy)

const closure = (from: ReadonlySet<string>, next: (name: string) => readonly string[]): ReadonlySet<string> => {
  const found = new Set(from)
  for (const one of found) for (const other of next(one)) found.add(other)
  return found
}

/** A key that rules with the same effect share; all conclusions share one, as the earliest answer is given. */
const entryKey = (event: RuleEvent): string => {
  switch (event.type) {
    case 'require':
      return `require ${event.requirement}`
    case 'include':
      return `include ${event.list} ${event.item} ${event.verb ?? ''}`
    case 'deadline':
      return `deadline ${event.action}`
    case 'conclude':
    case 'none':
      return event.type
  }
}

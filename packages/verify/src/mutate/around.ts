import type { Authority, Rule, Rulebook, RuleEvent } from '@virtual-school/rules'
import type { Touched } from './changed.ts'

/**
 * An authority with only those rules on which the entries of those touched hang: all that make the same entries,
 * every conclusion where one of them concludes, and what excepts any of these. What the others say cannot have changed.
 */
export const around = (authority: Authority, rulebook: Rulebook, touched: Touched): Authority => {
  const names = namesAround(rulebook.authorities.get(authority.id)!, touched)
  return { ...authority, rules: authority.rules.filter(rule => names.has(rule.name)) }
}

/** Found in the rules as they were, so that what an exception was dropped from is still there. */
const namesAround = (authority: Authority, { decision, rules: changed }: Touched): ReadonlySet<string> => {
  const rules = authority.rules.filter(rule => rule.decision === decision)
  const affected = closure(changed, name => rules.filter(rule => rule.exceptedBy.includes(name)).map(rule => rule.name))
  const entries = new Set(rules.filter(rule => affected.has(rule.name)).map(rule => entryOf(rule.event)))
  const making = rules.filter(rule => affected.has(rule.name) || entries.has(entryOf(rule.event)))
  return closure(new Set(making.map(rule => rule.name)), name => exceptionsOf(rules, name))
}

const exceptionsOf = (rules: readonly Rule[], name: string): readonly string[] =>
  rules.filter(rule => rule.name === name).flatMap(rule => rule.exceptedBy)

const closure = (from: ReadonlySet<string>, next: (name: string) => readonly string[]): ReadonlySet<string> => {
  const found = new Set(from)
  for (const one of found) for (const other of next(one)) found.add(other)
  return found
}

/** What the rules of one entry share; conclusions are weighed against one another. */
const entryOf = (event: RuleEvent): string => {
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

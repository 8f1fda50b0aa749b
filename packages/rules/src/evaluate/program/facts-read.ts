import { listFactNames, listParts } from '../../compile/conditions.ts'
import { listDerivingConditions } from '../../compile/derivations.ts'
import type { Authority, Rulebook } from '../../compile/rulebook.ts'
import type { Condition } from '../../language/condition.ts'
import type { ProgramRequirement, ProgramRule, ProgramText } from './program.ts'

/** The facts that the rules in force and what they require test, however indirectly; not those that only a contradiction names. */
export const findFactsRead = (
  rulebook: Rulebook,
  rules: readonly ProgramRule[],
  requirements: readonly ProgramRequirement[],
  texts: readonly ProgramText[],
  authority: Authority,
): ReadonlySet<string> => {
  const found = new Set<string>()
  const read = (condition: Condition): void => {
    for (const part of listParts(condition)) {
      if ('reading' in part && part.reading !== undefined)
        for (const one of authority.readings.get(part.reading)!.alternatives) if (one.condition) read(one.condition)
      if ('condition' in part) read(authority.definitions.get(part.condition)!.conditions)
    }
    for (const name of listFactNames(condition)) add(name)
  }
  const add = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const when of listDerivingConditions(rulebook.factsByName.get(name)!)) read(when)
  }
  for (const { rule } of rules) {
    read(rule.conditions)
    if (rule.effective.clock !== undefined) add(rule.effective.clock)
  }
  for (const { condition } of requirements) read(condition)
  for (const { text } of texts) if (text.conditions !== undefined) read(text.conditions)
  return found
}

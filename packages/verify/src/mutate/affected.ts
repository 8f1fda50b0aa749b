import type { Authority, Condition, DecisionDefinition, Rulebook, UnmodelledText } from '@virtual-school/rules'
import { hasEvent } from '@virtual-school/rules/internal'
import type { MutantChange } from './mutant.ts'

/** A decision of an authority whose outcome a change could alter, and the names of the rules that it changes there. */
export interface AffectedQuestion {
  readonly decision: string
  readonly authority: string
  readonly rules: ReadonlySet<string>
}

/** Lists every question that a change affects. */
export const listAffected = (rulebook: Rulebook, change: MutantChange): readonly AffectedQuestion[] =>
  [...rulebook.authorities.values()].flatMap(authority =>
    [...rulebook.decisions.values()].flatMap((decision): readonly AffectedQuestion[] => {
      const rules = new Set(listAffectedRules(authority, decision, change))
      return rules.size === 0 ? [] : [{ decision: decision.id, authority: authority.id, rules }]
    }),
  )

const listAffectedRules = (
  authority: Authority,
  decision: DecisionDefinition,
  change: MutantChange,
): readonly string[] => {
  const rules = authority.rules.filter(rule => rule.events.has(decision.id))
  const requiring = (ids: readonly string[]) =>
    rules.filter(rule =>
      hasEvent(rule, decision.id, event => event.type === 'require' && ids.includes(event.requirement)),
    )
  switch (change.on) {
    case 'rules':
      return rules.filter(rule => change.replaced.has(rule)).map(rule => rule.name)
    case 'decision': {
      if (change.decision.id !== decision.id) return []
      if (change.decision.completeFrom !== decision.completeFrom) return rules.map(rule => rule.name)
      const other = change.decision.requirements.filter(one => !decision.requirements.includes(one))
      return requiring(other.map(one => one.id)).map(rule => rule.name)
    }
    case 'text':
      return isOpenedBy(authority, decision, change.was) ? rules.map(rule => rule.name) : []
    case 'definition': {
      if (!authority.layers.includes(change.layer)) return []
      const reads = readsDefinition(authority, change.definition.name)
      const ids = decision.requirements.filter(one => reads(one.test)).map(one => one.id)
      return [...rules.filter(rule => reads(rule.conditions)), ...requiring(ids)].map(rule => rule.name)
    }
  }
}

/** Whether a text bears on a question, so that it may keep the answer open. */
const isOpenedBy = ({ unmodelled }: Authority, { id }: DecisionDefinition, text: UnmodelledText): boolean =>
  unmodelled.includes(text) && text.decisions.includes(id)

/** Tells of a condition whether it reads the definition: itself, through another, or through an alternative of a reading. */
const readsDefinition = ({ definitions, readings }: Authority, wanted: string): ((condition: Condition) => boolean) => {
  const known = new Map<string, boolean>([[wanted, true]])
  const ofDefinition = (name: string): boolean => {
    const found = known.get(name)
    if (found !== undefined) return found
    const made = of(definitions.get(name)!.conditions)
    known.set(name, made)
    return made
  }
  const ofReading = (id: string | undefined): boolean =>
    id !== undefined && readings.get(id)!.alternatives.some(({ condition }) => condition !== undefined && of(condition))
  const of = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.some(of)
    if ('any' in condition) return condition.any.some(of)
    if ('not' in condition) return of(condition.not)
    return ofReading(condition.reading) || ('condition' in condition && ofDefinition(condition.condition))
  }
  return of
}

import type { Issue } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import type { Fact } from '../language/facts.ts'
import type { Scalar } from '../language/values.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { listOwnRules } from './authorities.ts'
import { sortNames } from './circles.ts'
import { reporter } from './conditions.ts'
import { findReach, type Reach } from './reach.ts'
import type { Authority } from './rulebook.ts'
import { conditionIssues } from './written-out.ts'

/**
 * Checks that every decision can hold what it can read. The count is made from the rules alone, and rather too high than too
 * low, so that no request can ever need more. The rules are sound in every other way.
 */
export const checkCapacity = (
  documents: RuleDocuments,
  facts: ReadonlyMap<string, Fact>,
  authorities: readonly Authority[],
): readonly Issue[] => {
  const sizes = authorities.flatMap(authority => conditionIssues(documents, authority))
  const issues = [...sizes, ...authorities.flatMap(exceptionIssues)]
  // What follows writes conditions out, so it is not tried on those that are too large.
  if (issues.length === 0)
    for (const authority of authorities) issues.push(...decisionIssues(documents, facts, authority))
  return distinct(issues)
}

/** What is too much in the nation’s rules is too much in every council’s. It is reported once. */
const distinct = (issues: readonly Issue[]): readonly Issue[] => {
  const seen = new Set<string>()
  return issues.filter(one => !seen.has(`${one.file} ${one.pointer}`) && seen.add(`${one.file} ${one.pointer}`))
}

const exceptionIssues = (authority: Authority): readonly Issue[] => {
  const issues: Issue[] = []
  const byName = new Map(authority.rules.map(rule => [rule.name, rule]))
  const lengths = new Map<string, number>()
  for (const name of sortNames(new Map(authority.rules.map(rule => [rule.name, rule.exceptedBy]))).order) {
    const rule = byName.get(name)!
    const length = rule.exceptedBy.reduce((most, other) => Math.max(most, 1 + (lengths.get(other) ?? 0)), 0)
    lengths.set(name, length)
    if (length === limits.exceptionChainCount + 1) {
      reporter(rule.file, issues)(
        `${rule.pointer}/name`,
        'unreachable-limit',
        `Exceptions to exceptions may follow one another at most ${limits.exceptionChainCount} times.`,
      )
    }
  }
  return issues
}

const decisionIssues = (
  documents: RuleDocuments,
  facts: ReadonlyMap<string, Fact>,
  authority: Authority,
): readonly Issue[] => {
  const issues: Issue[] = []
  const { decisions, facts: vocabulary } = documents
  decisions.value.decisions.forEach((decision, i) => {
    // If a council adds nothing, its question is the nation’s.
    if (!addsTo(authority, decision.id) && authority.layers.length > 1) return
    const reach = findReach(authority, decision, facts, vocabulary.value.contradictions)
    const asked = `in “${decision.id}” for “${authority.id}”`
    if (reach.alternativesCount > limits.readingAlternativesCount) {
      const message = `The readings that matter ${asked} have ${reach.alternativesCount} alternatives; there is room for ${limits.readingAlternativesCount}.`
      reporter(decisions.file, issues)(`/decisions/${i}`, 'unreachable-limit', message)
    }
    vocabulary.value.facts.forEach((fact, j) => {
      const { count, capacity } = valuesToTell(fact, reach)
      if (count <= capacity) return
      const message = `What is tested ${asked} tells as many as ${count} values of “${fact.name}” apart; there is room for ${capacity}. Test it against fewer values.`
      reporter(vocabulary.file, issues)(`/facts/${j}`, 'unreachable-limit', message)
    })
  })
  return issues
}

/** Whether an authority has a rule or an unmodelled text of its own on a question. */
const addsTo = (authority: Authority, decision: string): boolean =>
  listOwnRules(authority).some(rule => rule.events.has(decision)) ||
  authority.unmodelled.some(one => one.layer === authority.id && one.decisions.includes(decision))

/** How many values of a fact the tests can tell apart: each side of every boundary, of the fact itself or of one that it is compared with. */
const valuesToTell = (fact: Fact, { constants, links }: Reach): { count: number; capacity: number } => {
  const capacity = limits.factClassesCount
  if (!constants.has(fact.name) || fact.type === 'boolean') return { count: 0, capacity }
  if (fact.type === 'enum') return { count: fact.values!.length, capacity }
  const linked = new Set([fact.name])
  for (const one of linked) for (const other of links.get(one) ?? []) linked.add(other)
  const boundaries = new Set<Scalar>([...linked].flatMap(one => [...constants.get(one)!])).size
  const range = fact.type === 'integer' ? fact.max! - fact.min! + 1 : Number.POSITIVE_INFINITY
  const linksCount = linked.size - 1
  if (linksCount === 0) return { count: Math.min(2 * boundaries + 1, range), capacity }
  // Values of other unknown facts must fit between two boundaries, and each known value of one is a boundary too.
  const around = 2 * (1 + linksCount) + 1
  return { count: Math.min(around * (boundaries + linksCount), range), capacity: limits.comparedValuesCount }
}

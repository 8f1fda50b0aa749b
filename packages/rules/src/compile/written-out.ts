import type { Issue } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import type { Condition } from '../language/condition.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { listOwnRules } from './authorities.ts'
import { sortNames } from './circles.ts'
import { reporter } from './conditions.ts'
import { collectReferences, type Names } from './names.ts'
import type { Authority } from './rulebook.ts'

/** How large a condition is once the definitions that it names are written out, as every evaluator does. */
interface Size {
  readonly leavesCount: number
  readonly levels: number
}

/** Measures conditions by the size of the definitions that they name, each measured once; there are no circles any more. */
const createMeasure = (names: Names): ((condition: Condition) => Size) => {
  const known = new Map<string, Size>()
  const measure = (at: Condition): Size => {
    if ('all' in at) return within(at.all.map(measure))
    if ('any' in at) return within(at.any.map(measure))
    if ('not' in at) return within([measure(at.not)])
    const plain = 'condition' in at ? known.get(at.condition)! : { leavesCount: 1, levels: 1 }
    const reading = at.reading === undefined ? undefined : names.readings.get(at.reading)
    const instead = reading?.alternatives.flatMap(one => (one.condition ? [measure(one.condition)] : [])) ?? []
    return within([plain, ...instead])
  }
  for (const name of sortNames(collectReferences(names)).order) {
    known.set(name, measure(names.definitions.get(name)!.conditions))
  }
  return measure
}

const within = (parts: readonly Size[]): Size => ({
  leavesCount: parts.reduce((sum, one) => sum + one.leavesCount, 0),
  levels: 1 + parts.reduce((most, one) => Math.max(most, one.levels), 0),
})

const isTooLarge = ({ leavesCount, levels }: Size): boolean =>
  leavesCount > limits.writtenOutLeavesCount || levels > limits.writtenOutDepthLevels

/**
 * Issues of an authority’s own rules, of requirements and of invariants in its words that are too large written out. A council
 * cannot give the nation’s names another meaning, so the nation’s rules are of the same size everywhere.
 */
export const conditionIssues = (documents: RuleDocuments, authority: Authority): readonly Issue[] => {
  const issues: Issue[] = []
  const measure = createMeasure(authority)
  const { file, value } = documents.decisions
  const tests = value.decisions.flatMap(({ requirements }, i) =>
    requirements.map(({ test }, j) => ({ condition: test, file, pointer: `/decisions/${i}/requirements/${j}/test` })),
  )
  const rules = listOwnRules(authority).map(rule => ({
    condition: rule.conditions,
    file: rule.file,
    pointer: `${rule.pointer}/conditions`,
  }))
  for (const { condition, file, pointer } of [...tests, ...rules, ...invariantConditions(documents, authority)]) {
    if (!isTooLarge(measure(condition))) continue
    const most = `${limits.writtenOutLeavesCount} tests and ${limits.writtenOutDepthLevels} levels`
    reporter(file, issues)(
      pointer,
      'unreachable-limit',
      `With its definitions written out, a condition may have at most ${most}.`,
    )
  }
  return issues
}

/** Those that are read in this authority’s words. */
const invariantConditions = ({ invariants, manifest }: RuleDocuments, { id }: Authority) =>
  (invariants?.value.invariants ?? []).flatMap((one, i) => {
    if (!('when' in one) || (one.authority ?? manifest.value.national) !== id) return []
    const conditions = { when: one.when, ...(one.unless && { unless: one.unless }) }
    return Object.entries(conditions).map(([member, condition]) => ({
      condition,
      file: invariants!.file,
      pointer: `/invariants/${i}/${member}`,
    }))
  })

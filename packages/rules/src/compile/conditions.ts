import { isCivilDate } from '../kernel/dates.ts'
import type { Issue, IssueCode } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { didYouMean, nearest, suggestionMember } from '../kernel/nearest.ts'
import type { Citation } from '../language/citation.ts'
import type { Condition, Leaf, Reference } from '../language/condition.ts'
import type { Fact } from '../language/facts.ts'
import { operators } from '../language/operators.ts'
import type { Scalar } from '../language/values.ts'

/** What a condition may refer to in its place. */
export interface ConditionScope {
  readonly facts: ReadonlyMap<string, Fact>
  /** Null if no definition can be named here. */
  readonly definitions: ReadonlySet<string> | null
  /** Null if no reading can be named here. */
  readonly readings: ReadonlySet<string> | null
  /** Rules of 1 were kept, and are read as they were: a value that stands twice in a list is let pass. */
  readonly semantics: 1 | 2
}

/** Collects issues about one file. */
export type Reporter = (pointer: string, code: IssueCode, message: string, suggestion?: string) => void

/** Adds issues about one file to `issues`. */
export const reporter =
  (file: string, issues: Issue[]): Reporter =>
  (pointer, code, message, suggestion) =>
    issues.push({ code, pointer, message, file, ...suggestionMember(suggestion) })

/** Says that `name` is not among `known`, with the nearest that is. */
export const reportUnknown = (
  report: Reporter,
  pointer: string,
  what: string,
  name: string,
  known: Iterable<string>,
  code: IssueCode = 'unknown-name',
): void => {
  const suggestion = nearest(name, known)
  report(pointer, code, `There is no ${what} “${name.slice(0, 80)}”.${didYouMean(suggestion)}`, suggestion)
}

/** Checks that every source cited is held. */
export const checkCitations = (
  citations: readonly Citation[],
  sources: ReadonlySet<string>,
  at: string,
  report: Reporter,
): void =>
  citations.forEach(({ source }, i) => {
    if (!sources.has(source)) reportUnknown(report, `${at}/${i}/source`, 'source', source, sources)
  })

/** Checks conditions that json-rules-engine is given as a whole: it takes no single test there. */
export const checkConditions = (
  conditions: Condition,
  scope: ConditionScope,
  pointer: string,
  report: Reporter,
): void => {
  if ('fact' in conditions) {
    report(pointer, 'malformed', 'A group stands here: “all”, “any”, “not” or a “condition”. Put this test into “all”.')
  }
  checkCondition(conditions, scope, pointer, report)
}

/** Checks that every name in a condition is known and every operator fits its fact and value. */
export const checkCondition = (
  condition: Condition,
  scope: ConditionScope,
  pointer: string,
  report: Reporter,
): void => {
  let leaves = 0
  const visit = (at: Condition, place: string, depth: number): void => {
    if (depth > limits.conditionDepthLevels)
      return report(place, 'too-deep', `Conditions may nest at most ${limits.conditionDepthLevels} levels deep.`)
    if ('all' in at) return at.all.forEach((member, i) => visit(member, `${place}/all/${i}`, depth + 1))
    if ('any' in at) return at.any.forEach((member, i) => visit(member, `${place}/any/${i}`, depth + 1))
    if ('not' in at) return visit(at.not, `${place}/not`, depth + 1)
    leaves += 1
    if (at.reading !== undefined) checkReading(at.reading, scope, place, report)
    if ('condition' in at) {
      if (scope.definitions === null)
        report(`${place}/condition`, 'not-allowed-here', 'Only facts are tested here; a definition cannot be named.')
      else if (!scope.definitions.has(at.condition))
        reportUnknown(report, `${place}/condition`, 'definition', at.condition, scope.definitions)
    } else checkLeaf(at, scope, place, report)
  }
  visit(condition, pointer, 1)
  if (leaves > limits.conditionLeavesCount)
    report(pointer, 'too-many', `A condition may have at most ${limits.conditionLeavesCount} tests.`)
}

/** Checks that a reading is known, and that one may be named here. */
export const checkReading = (name: string, scope: ConditionScope, place: string, report: Reporter): void => {
  if (scope.readings === null) report(`${place}/reading`, 'not-allowed-here', 'A reading cannot be named here.')
  else if (!scope.readings.has(name)) reportUnknown(report, `${place}/reading`, 'reading', name, scope.readings)
}

const checkLeaf = (leaf: Leaf, scope: ConditionScope, place: string, report: Reporter): void => {
  const fact = scope.facts.get(leaf.fact)
  if (fact === undefined)
    return reportUnknown(report, `${place}/fact`, 'fact', leaf.fact, scope.facts.keys(), 'unknown-fact')
  if (!fact.kept)
    return report(`${place}/fact`, 'not-allowed-here', `“${fact.name}” only derives other facts and cannot be tested.`)
  const operator = operators[leaf.operator]
  if (!operator.takes.includes(fact.type)) {
    const fitting = Object.entries(operators).flatMap(([name, row]) => (row.takes.includes(fact.type) ? [name] : []))
    return report(
      `${place}/operator`,
      'kind-mismatch',
      `“${leaf.operator}” does not fit “${fact.name}” (${fact.type}). These do: ${fitting.join(', ')}.`,
    )
  }
  const at = `${place}/value`
  if (typeof leaf.value === 'object' && 'fact' in leaf.value)
    return checkOther(leaf.value.fact, fact, operator.value, scope, at, report)
  if (operator.value === 'list') {
    if (!Array.isArray(leaf.value) || leaf.value.length === 0)
      return report(at, 'kind-mismatch', `“${leaf.operator}” needs a list of at least one value.`)
    leaf.value.forEach((value, i) => checkValue(fact, value, `${at}/${i}`, report))
    if (scope.semantics > 1) reportDoubled(leaf.value, at, report)
  } else if (Array.isArray(leaf.value)) report(at, 'kind-mismatch', `“${leaf.operator}” needs one value, not a list.`)
  else checkValue(fact, leaf.value as Scalar, at, report)
}

/** Whoever writes a value twice most likely meant another. */
const reportDoubled = (values: readonly Scalar[], at: string, report: Reporter): void =>
  values.forEach((value, i) => {
    const message = `“${String(value).slice(0, 80)}” stands twice in this list. Keep one of them, or write the value that was meant.`
    if (values.indexOf(value) < i) report(`${at}/${i}`, 'duplicate-name', message)
  })

const checkOther = (
  name: string,
  fact: Fact,
  takes: 'one' | 'list',
  scope: ConditionScope,
  at: string,
  report: Reporter,
): void => {
  const other = scope.facts.get(name)
  if (other === undefined) return reportUnknown(report, `${at}/fact`, 'fact', name, scope.facts.keys(), 'unknown-fact')
  if (takes === 'list') return report(at, 'kind-mismatch', 'A list of values is needed here, not a fact.')
  if (other.type !== fact.type || !other.kept || other.name === fact.name) {
    report(
      `${at}/fact`,
      'kind-mismatch',
      `“${fact.name}” (${fact.type}) cannot be compared with “${other.name}” (${other.type}).`,
    )
  } else if (other.derived !== undefined || fact.derived !== undefined) {
    report(`${at}/fact`, 'kind-mismatch', 'Two facts can be compared only if neither is derived.')
  }
}

/** Checks that a value is one that the fact can have. */
export const checkValue = (fact: Fact, value: Scalar, at: string, report: Reporter): void => {
  const { noun, holds } = valueKinds[fact.type]
  if (typeof value !== holds) {
    const hint = typeof value === 'string' ? ' Write it without quotes.' : ''
    return report(at, 'kind-mismatch', `“${fact.name}” is ${noun}; this value is of another kind.${hint}`)
  }
  if (fact.type === 'enum' && fact.values !== undefined) {
    const permitted = fact.values.map(one => one.value)
    if (permitted.includes(value as string)) return
    const suggestion = nearest(value as string, permitted)
    const message = `“${String(value).slice(0, 80)}” is not a value of “${fact.name}”.${didYouMean(suggestion)} Permitted: ${permitted.join(', ')}.`
    report(at, 'unknown-word', message, suggestion)
  } else if (fact.type === 'date') {
    if (!isCivilDate(value as string))
      report(at, 'impossible-date', 'A day of the calendar is expected, as `2024-08-19`.')
  } else if (fact.type === 'integer') checkInteger(fact, value as number, at, report)
}

/** Bounds that are absent or crossed are faults of the vocabulary, and reported there. */
const checkInteger = ({ min, max }: Fact, value: number, at: string, report: Reporter): void => {
  if (min === undefined || max === undefined || max < min) return
  if (Number.isInteger(value) && value >= min && value <= max) return
  report(at, 'out-of-range', `A whole number from ${min} to ${max} is expected.`)
}

const valueKinds = {
  boolean: { noun: 'true or false', holds: 'boolean' },
  integer: { noun: 'a whole number', holds: 'number' },
  enum: { noun: 'a word', holds: 'string' },
  date: { noun: 'a date', holds: 'string' },
} as const

/** The dates that are given: what a deadline is counted from, or a rule's clock. */
export const listGivenDates = ({ facts }: ConditionScope): readonly string[] =>
  [...facts.values()].filter(one => one.type === 'date' && one.kept && one.derived === undefined).map(one => one.name)

/** Every leaf and reference of a condition, in order. */
export const listParts = (condition: Condition): readonly (Leaf | Reference)[] => {
  if ('all' in condition) return condition.all.flatMap(listParts)
  if ('any' in condition) return condition.any.flatMap(listParts)
  return 'not' in condition ? listParts(condition.not) : [condition]
}

/** The names of the facts that a condition itself tests; what its definitions test is not among them. */
export const listFactNames = (condition: Condition): readonly string[] =>
  listParts(condition).flatMap(part =>
    'fact' in part
      ? typeof part.value === 'object' && 'fact' in part.value
        ? [part.fact, part.value.fact]
        : [part.fact]
      : [],
  )

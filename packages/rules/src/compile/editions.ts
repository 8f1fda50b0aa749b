import { firstDayOf, isCivilDate, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { RuleDocument } from '../language/rulebook.ts'
import type { Placed } from '../parse/rule-documents.ts'
import { reporter } from './conditions.ts'

/** Editions of one rule share a name and a clock, are never in force on the same day, and at most one is yet without a date. */
export const checkEditions = (rules: readonly Placed<RuleDocument>[], issues: Issue[]): void => {
  const byName = new Map<string, Placed<RuleDocument>[]>()
  for (const rule of rules) {
    const earlier = byName.get(rule.value.name) ?? []
    for (const other of earlier) checkPair(other.value.effective, rule, issues)
    byName.set(rule.value.name, [...earlier, rule])
  }
}

type Effective = RuleDocument['effective']

const checkPair = (other: Effective, { file, pointer, value }: Placed<RuleDocument>, issues: Issue[]): void => {
  const { name, effective } = value
  const report = reporter(file, issues)
  const at = `${pointer}/effective`
  if (effective.from === null && other.from === null) {
    report(at, 'duplicate-name', `There is already an edition of “${name}” that is not yet in force.`)
  }
  if (effective.from === null || other.from === null) return
  if (other.clock !== effective.clock) report(at, 'kind-mismatch', 'The editions of one rule share their clock.')
  const [mine, its] = [stretchOf(effective), stretchOf(other)]
  if (mine === undefined || its === undefined || its.last < mine.first || mine.last < its.first) return
  const remedy = 'End it the day before, or give this rule a name of its own.'
  report(at, 'overlapping-editions', `Another edition of “${name}” is in force on the same day. ${remedy}`)
}

/** The first and the last day in force; undefined where one of them is no day. */
const stretchOf = ({ from, to }: Effective): { first: string; last: string } | undefined => {
  const first = firstDayOf(from ?? '')
  const last = to === undefined ? '9999-12-31' : lastDayOf(to)
  return isCivilDate(first) && isCivilDate(last) ? { first, last } : undefined
}

import { firstDayOf, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import { forms } from '../language/forms/forms.ts'
import type { InvariantDocument } from '../language/invariants.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { checkCitations, checkCondition, type Reporter, reporter, reportUnknown } from './conditions.ts'
import { checkDays } from './days.ts'
import { checkInvariantOutcome, checkWhile } from './outcomes.ts'
import type { RuleScope } from './rule-scope.ts'
import type { Invariant } from './rulebook.ts'
import { reportSameIds, reportTwice } from './vocabulary.ts'

/** What invariants may refer to: what each authority’s rules may, and for every authority at once the nation’s alone. */
export interface InvariantScopes {
  readonly national: RuleScope
  readonly authorities: ReadonlyMap<string, RuleScope>
}

/** The invariants with their days resolved; what they name and is not there is added to `issues`. */
export const compileInvariants = (
  { invariants }: RuleDocuments,
  scopes: InvariantScopes,
  issues: Issue[],
): readonly Invariant[] => {
  if (invariants === undefined) return []
  const { file, value } = invariants
  const report = reporter(file, issues)
  reportSameIds(value.invariants, '/invariants', 'invariant', report)
  return value.invariants.map((one, i) => {
    const pointer = `/invariants/${i}`
    checkDays(one, pointer, report)
    checkCitations(one.citations, scopes.national.sources, `${pointer}/citations`, report)
    checkMeaning(one, scopes, pointer, report)
    return { ...one, file, pointer, ...resolveDays(one) }
  })
}

const resolveDays = ({ from, to }: InvariantDocument) => ({
  firstDay: from === undefined ? null : firstDayOf(from),
  lastDay: to === undefined ? null : lastDayOf(to),
})

const checkMeaning = (one: InvariantDocument, scopes: InvariantScopes, at: string, report: Reporter): void => {
  switch (one.kind) {
    case 'never':
    case 'always':
      return checkStatement(one, scopes, at, report)
    case 'never-more-permissive':
      checkAuthority(one.than, `${at}/than`, scopes, report)
      return checkPermits(one.decisions, scopes.national, at, report)
    case 'learning-less-never-permits-more':
      return checkPermits(one.decisions, scopes.national, at, report)
    case 'irrelevant':
      checkFacts(one.facts, scopes.national, `${at}/facts`, report)
      return checkDecisionNames(one.irrelevantTo, scopes.national, `${at}/irrelevantTo`, report)
    case 'agree':
      return checkAgreeing(one.agreeing, scopes.national, `${at}/agreeing`, report)
    case 'unheld-law-keeps-open':
      return checkDecisionNames(one.decisions ?? [], scopes.national, `${at}/decisions`, report)
  }
}

const checkAgreeing = (names: readonly string[], scope: RuleScope, at: string, report: Reporter): void => {
  checkDecisionNames(names, scope, at, report)
  const [first] = names
  if (first !== undefined && scope.decisions.has(first) && scope.decisions.get(first)!.proposes === undefined)
    report(
      `${at}/0`,
      'not-allowed-here',
      `“${first}” is about no action: it has no “proposes”. Name first one that has.`,
    )
}

type Statement = Extract<InvariantDocument, { outcome: unknown }>

const checkStatement = (one: Statement, scopes: InvariantScopes, at: string, report: Reporter): void => {
  if (one.authority !== undefined) checkAuthority(one.authority, `${at}/authority`, scopes, report)
  const whole = one.authority === undefined ? scopes.national : scopes.authorities.get(one.authority)
  const decision = scopes.national.decisions.get(one.decision)
  if (decision === undefined) checkDecisionNames([one.decision], scopes.national, at, report, () => `${at}/decision`)
  if (whole === undefined) return
  // Nothing is tried in the place of a reading here: an invariant says what must be so, however the words are read.
  const scope = { ...whole, readings: null }
  checkCondition(one.when, scope, `${at}/when`, report)
  if (one.unless) checkCondition(one.unless, scope, `${at}/unless`, report)
  if (decision === undefined) return
  if (one.while) checkWhile(one.while, decision, `${at}/while`, report)
  checkInvariantOutcome(one.outcome, decision, scope, `${at}/outcome`, report)
}

const checkAuthority = (name: string, at: string, { authorities }: InvariantScopes, report: Reporter): void => {
  if (!authorities.has(name)) reportUnknown(report, at, 'authority', name, authorities.keys(), 'unknown-authority')
}

const checkDecisionNames = (
  names: readonly string[],
  { decisions }: RuleScope,
  at: string,
  report: Reporter,
  pointer = (index: number) => `${at}/${index}`,
): void => {
  reportTwice(names, pointer, 'decision', report)
  names.forEach((name, i) => {
    if (!decisions.has(name)) reportUnknown(report, pointer(i), 'decision', name, decisions.keys(), 'unknown-decision')
  })
}

const checkPermits = (names: readonly string[] = [], scope: RuleScope, at: string, report: Reporter): void => {
  checkDecisionNames(names, scope, `${at}/decisions`, report)
  names.forEach((name, i) => {
    const decision = scope.decisions.get(name)
    if (decision !== undefined && forms[decision.form].permissiveness === null)
      report(`${at}/decisions/${i}`, 'not-allowed-here', `“${name}” permits nothing; only a permit decision does.`)
  })
}

const checkFacts = (names: readonly string[], { facts }: RuleScope, at: string, report: Reporter): void => {
  reportTwice(names, i => `${at}/${i}`, 'fact', report)
  names.forEach((name, i) => {
    const fact = facts.get(name)
    if (fact === undefined) reportUnknown(report, `${at}/${i}`, 'fact', name, facts.keys(), 'unknown-fact')
    else if (!fact.kept)
      report(`${at}/${i}`, 'not-allowed-here', `“${name}” only derives other facts; name those instead.`)
  })
}

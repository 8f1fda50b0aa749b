import type { Rules } from '@virtual-school/rules'
import type { FindingCode } from '@virtual-school/rules/internal'
import { type CheckProgress, withZ3Loaded } from '../session.ts'
import { type CheckReport, type Finding, findingKey, setAside, type Undecided } from './finding.ts'
import { beforeWithoutRequirement, partiesOnlyInOneQuestion } from './parts-before.ts'
import { proveDecision } from './proofs.ts'
import { registerFindings } from './registers.ts'
import { buildCheckScope, type CheckScope, listRulesOnDecision, type Narrowing } from './scope.ts'
import { editionHoles, unusedCatalogue, unusedFacts, unusedNames } from './without-proof.ts'

/** Which part of the rules to check, and how. */
export interface CheckOptions extends Narrowing {
  /** Only what needs no proof. */
  readonly quick?: boolean
  /** How far one question to the solver may go, in milliseconds of an idle machine, counted in its steps. Absent: 2,000. */
  readonly timeoutMs?: number
  /** Called before each decision of each authority. */
  readonly progress?: (at: CheckProgress) => void
}

/**
 * Looks for what is wrong in rules that are well formed: gaps, conflicts, dead rules and names that nothing uses. Everything
 * is asked of every possible set of facts; a question that the solver could not answer stands as undecided. What the rules’
 * own `accepted-findings.json` names is set aside if the rules were loaded whole.
 */
export const checkFindings = async (rules: Rules, options: CheckOptions = {}): Promise<CheckReport> => {
  const scope = buildCheckScope(rules, options)
  const unproved = [
    unusedNames,
    unusedFacts,
    unusedCatalogue,
    editionHoles,
    registerFindings,
    beforeWithoutRequirement,
    partiesOnlyInOneQuestion,
  ]
    .flatMap(check => check(scope))
    .filter(scope.wants)
  const proved = options.quick ? noneProved : await proveAll(scope, options)
  const isWhole = scope.isWhole && !options.quick
  const isSaid = scope.isWhole || options.codes !== undefined ? () => true : isSettledIn(scope)
  return setAside(
    [...unproved, ...proved.findings.filter(isSaid)],
    proved.undecided.filter(isSaid),
    rules.rulebook.acceptedFindings,
    isWhole,
  )
}

/** Of a rule these are sound if they are in one of its questions. */
const ofRules: ReadonlySet<FindingCode> = new Set([
  'branch-never-holds',
  'exception-never-bites',
  'national-rule-restated',
  'rule-changes-nothing',
  'rule-never-holds',
  'test-never-matters',
])

/** Whether nothing that was not looked at can show a finding to be none: no other question of its rule, and none at all of a fact. */
const isSettledIn =
  ({ rules, decisions }: CheckScope) =>
  ({ code, rules: [name] }: Undecided): boolean => {
    if (!ofRules.has(code)) return code !== 'value-never-possible'
    const asked = rules.rules.filter(one => one.name === name).flatMap(one => [...one.events.keys()])
    return asked.every(id => decisions.some(one => one.id === id))
  }

interface Proved {
  readonly findings: readonly Finding[]
  readonly undecided: readonly Undecided[]
}
const noneProved: Proved = { findings: [], undecided: [] }

/** Asks the solver. What is sound under one authority or decision is sound; only what is sound under none is a finding. */
const proveAll = async (
  { rules, authorities, decisions, wants }: CheckScope,
  options: CheckOptions,
): Promise<Proved> => {
  const { timeoutMs = 2_000, progress } = options
  // A council without rules of its own decides as the nation does.
  const pairs = authorities.flatMap(authority =>
    decisions
      .filter(({ id }) => authority.id === rules.rulebook.national || listRulesOnDecision(authority, id).length > 0)
      .map(decision => ({ authority, decision })),
  )
  const sound = new Set<string>()
  const findings = new Map<string, Finding>()
  const undecided = new Map<string, Undecided>()
  await withZ3Loaded(async () => {
    for (const [done, { authority, decision }] of pairs.entries()) {
      progress?.({ authority: authority.id, decision: decision.id, done, total: pairs.length })
      const verdicts = await proveDecision(
        rules,
        authority,
        decision,
        timeoutMs,
        one => wants(one) && !sound.has(findingKey(one)),
      )
      for (const key of verdicts.sound) sound.add(key)
      for (const one of verdicts.findings) if (!findings.has(findingKey(one))) findings.set(findingKey(one), one)
      for (const one of verdicts.undecided) undecided.set(findingKey(one), one)
    }
  })
  const open = [...undecided].filter(([key]) => !sound.has(key))
  const left = [...findings].filter(([key]) => !sound.has(key) && !undecided.has(key))
  return { findings: dropEchoes(left.map(([, one]) => one)), undecided: open.map(([, one]) => one) }
}

/** Drops what another finding says already: all else about a rule that never holds, and that a rule that restates changes nothing. */
const dropEchoes = (findings: readonly Finding[]): readonly Finding[] => {
  const said = new Set(findings.map(findingKey))
  return findings.filter(({ code, about }) => {
    if (code !== 'rule-never-holds' && said.has(`rule-never-holds ${about}`)) return false
    return code !== 'rule-changes-nothing' || !said.has(`national-rule-restated ${about}`)
  })
}

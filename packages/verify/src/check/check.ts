import type { Authority, DecisionDefinition } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
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
  return setAside([...unproved, ...proved.findings], proved.undecided, rules.rulebook.acceptedFindings, isWhole)
}

interface Proved {
  readonly findings: readonly Finding[]
  readonly undecided: readonly Undecided[]
}
const noneProved: Proved = { findings: [], undecided: [] }

/**
 * Asks the solver. What is sound under one authority or decision is sound; only what is sound under none is a finding. So what
 * was found under some decisions is asked under the others that it bears on, too, though they were not to be checked.
 */
const proveAll = async (scope: CheckScope, { timeoutMs = 2_000, progress }: CheckOptions): Promise<Proved> => {
  const { rules, wants } = scope
  const sound = new Set<string>()
  const findings = new Map<string, Finding>()
  const undecided = new Map<string, Undecided>()
  const prove = async ({ authority, decision }: Pair, isAsked: (key: string) => boolean): Promise<void> => {
    const asked = (one: Pick<Finding, 'code' | 'about'>) => wants(one) && !sound.has(findingKey(one))
    const verdicts = await proveDecision(
      rules,
      authority,
      decision,
      timeoutMs,
      one => asked(one) && isAsked(findingKey(one)),
    )
    for (const key of verdicts.sound) sound.add(key)
    for (const one of verdicts.findings) if (!findings.has(findingKey(one))) findings.set(findingKey(one), one)
    for (const one of verdicts.undecided) undecided.set(findingKey(one), one)
  }
  const listLeft = () => [...findings].filter(([key]) => !sound.has(key) && !undecided.has(key))
  await withZ3Loaded(async () => {
    const pairs = listPairs(scope, scope.decisions)
    for (const [done, pair] of pairs.entries()) {
      progress?.({ authority: pair.authority.id, decision: pair.decision.id, done, total: pairs.length })
      await prove(pair, () => true)
    }
    const others = rules.decisions.filter(one => !scope.decisions.includes(one))
    for (const pair of listPairs(scope, others)) {
      const doubtful = new Map(listLeft().filter(([, one]) => bearsOn(pair, one)))
      if (doubtful.size > 0) await prove(pair, key => doubtful.has(key))
    }
  })
  return {
    findings: dropEchoes(listLeft().map(([, one]) => one)),
    undecided: [...undecided].filter(([key]) => !sound.has(key)).map(([, one]) => one),
  }
}

interface Pair {
  readonly authority: Authority
  readonly decision: DecisionDefinition
}

/** A council without rules of its own decides as the nation does. */
const listPairs = ({ rules, authorities }: CheckScope, decisions: readonly DecisionDefinition[]): readonly Pair[] =>
  authorities.flatMap(authority =>
    decisions
      .filter(({ id }) => authority.id === rules.rulebook.national || listRulesOnDecision(authority, id).length > 0)
      .map(decision => ({ authority, decision })),
  )

/** Whether what a finding is about could be sound under a decision: one of its rules bears on it, or it is about no rule. */
const bearsOn = ({ authority, decision }: Pair, { rules: [name] }: Finding): boolean =>
  name === undefined || authority.rules.some(rule => rule.name === name && rule.events.has(decision.id))

/** Drops what another finding says already: all else about a rule that never holds, and that a rule that restates changes nothing. */
const dropEchoes = (findings: readonly Finding[]): readonly Finding[] => {
  const said = new Set(findings.map(findingKey))
  return findings.filter(({ code, about }) => {
    if (code !== 'rule-never-holds' && said.has(`rule-never-holds ${about}`)) return false
    return code !== 'rule-changes-nothing' || !said.has(`national-rule-restated ${about}`)
  })
}

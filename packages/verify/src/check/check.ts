import type { Rules } from '@virtual-school/rules'
import { withZ3Loaded } from '../session.ts'
import { setAside } from './accepted.ts'
import { editionHoles } from './edition-hole.ts'
import { type CheckReport, type Finding, keyOf, type Undecided } from './finding.ts'
import { proofsOf } from './proofs.ts'
import { type Narrowing, ownRules, type Scope, scopeOf } from './scope.ts'
import { unusedCatalogue } from './unused-catalogue.ts'
import { unusedFacts, unusedNames } from './unused-names.ts'

export interface CheckOptions extends Narrowing {
  /** Only what needs no proof. */
  readonly quick?: boolean
  /** How long one question to the solver may take; then it is undecided. Absent: 2 seconds. */
  readonly timeoutMs?: number
  /** Called before each decision of each authority. */
  readonly progress?: (at: CheckProgress) => void
}

export interface CheckProgress {
  readonly authority: string
  readonly decision: string
  readonly done: number
  readonly total: number
}

/**
 * Looks for what is wrong in rules that are well formed: gaps, conflicts, dead rules and names that nothing uses. Everything
 * is asked of every possible set of facts; a question without an answer in its time stands as undecided. What the rules’ own
 * `accepted-findings.json` names is set aside, where the rules were loaded whole.
 */
export const checkFindings = async (rules: Rules, options: CheckOptions = {}): Promise<CheckReport> => {
  const scope = scopeOf(rules, options)
  const plain = [unusedNames, unusedFacts, unusedCatalogue, editionHoles]
    .flatMap(check => check(scope))
    .filter(scope.wants)
  const proved = options.quick ? noneProved : await proofs(scope, options)
  const isWhole = scope.isWhole && !options.quick
  return setAside([...plain, ...proved.findings], proved.undecided, rules.rulebook.acceptedFindings, isWhole)
}

interface Proved {
  readonly findings: readonly Finding[]
  readonly undecided: readonly Undecided[]
}
const noneProved: Proved = { findings: [], undecided: [] }

/** What was shown to be sound under one authority or decision is sound; only what never was is a finding. */
const proofs = async ({ rules, authorities, decisions, wants }: Scope, options: CheckOptions): Promise<Proved> => {
  const { timeoutMs = 2_000, progress } = options
  // Where a council has no rules of its own, all is as it is for the nation.
  const pairs = authorities.flatMap(authority =>
    decisions
      .filter(({ id }) => authority.id === rules.rulebook.national || ownRules(authority, id).length > 0)
      .map(decision => ({ authority, decision })),
  )
  const sound = new Set<string>()
  const findings = new Map<string, Finding>()
  const undecided = new Map<string, Undecided>()
  await withZ3Loaded(async () => {
    for (const [done, { authority, decision }] of pairs.entries()) {
      progress?.({ authority: authority.id, decision: decision.id, done, total: pairs.length })
      const verdicts = await proofsOf(
        rules,
        authority,
        decision,
        timeoutMs,
        one => wants(one) && !sound.has(keyOf(one)),
      )
      for (const key of verdicts.sound) sound.add(key)
      for (const one of verdicts.findings) if (!findings.has(keyOf(one))) findings.set(keyOf(one), one)
      for (const one of verdicts.undecided) undecided.set(keyOf(one), one)
    }
  })
  const open = [...undecided].filter(([key]) => !sound.has(key))
  const left = [...findings].filter(([key]) => !sound.has(key) && !undecided.has(key))
  return { findings: withoutEchoes(left.map(([, one]) => one)), undecided: open.map(([, one]) => one) }
}

/** Of a rule that never holds nothing else need be said; a rule that restates changes nothing besides. */
const withoutEchoes = (findings: readonly Finding[]): readonly Finding[] => {
  const said = new Set(findings.map(keyOf))
  return findings.filter(({ code, about }) => {
    if (code !== 'rule-never-holds' && said.has(`rule-never-holds ${about}`)) return false
    return code !== 'rule-changes-nothing' || !said.has(`national-rule-restated ${about}`)
  })
}

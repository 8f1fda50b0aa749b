import {
  judgeScenario,
  type Rule,
  type Rulebook,
  rulesFrom,
  type ScenarioCase,
  scenariosOf,
} from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { listAffected } from './affected.ts'
import { applyChange } from './apply.ts'
import type { Mutant, MutantChange } from './mutant.ts'

/** Where a scenario is. */
export interface ScenarioPlace {
  readonly authority: string
  readonly file: string
  readonly name: string
}

/** What became of a mutant. */
export interface MutantOutcome {
  readonly mutant: Mutant
  /** The first scenario that breaks; null if none does. */
  readonly killedBy: ScenarioPlace | null
}

/** Called now and then with how far a long run is. */
export type Progress = (done: number, total: number) => void

/**
 * Runs each mutant against the scenarios that can see it, until one breaks. The rules must have been loaded with their
 * scenarios, and pass them: a scenario that fails already could not show that a mutant was noticed.
 */
export const runMutants = (
  rules: Rules,
  mutants: readonly Mutant[],
  progress: Progress = () => {},
): readonly MutantOutcome[] => {
  const { rulebook } = rules
  const scenarios = scenariosOf(rules).filter(one => judgeScenario(one, rules.evaluate(one.request)).passed)
  const recent = new Map<string, ScenarioCase>()
  return mutants.map((mutant, i) => {
    progress(i, mutants.length)
    const candidates = scenarios.filter(buildScenarioFilter(rulebook, mutant.change))
    const killer = findKiller(rules, mutant, likelyFirst(candidates, recent.get(mutant.of)))
    if (killer === undefined) return { mutant, killedBy: null }
    recent.set(mutant.of, killer)
    const { name, file } = killer.scenario
    return { mutant, killedBy: { authority: killer.authority, file, name } }
  })
}

/** What noticed the last mutant of a rule is likely to notice the next. */
const likelyFirst = (candidates: readonly ScenarioCase[], recent: ScenarioCase | undefined): readonly ScenarioCase[] =>
  recent !== undefined && candidates.includes(recent)
    ? [recent, ...candidates.filter(one => one !== recent)]
    : candidates

const findKiller = (
  { rulebook }: Rules,
  { change }: Mutant,
  candidates: readonly ScenarioCase[],
): ScenarioCase | undefined => {
  const mutated = rulesFrom(applyChange(rulebook, change))
  return candidates.find(one => !judgeScenario(one, mutated.evaluate(one.request)).passed)
}

/** Whether a change can alter the outcome of a scenario: false only if nothing that it asks has the change in it. */
type ScenarioFilter = (scenario: ScenarioCase) => boolean

const buildScenarioFilter = (rulebook: Rulebook, change: MutantChange): ScenarioFilter => {
  switch (change.on) {
    case 'rules':
      return buildRulesFilter(rulebook, [...change.replaced])
    case 'decision':
      return ({ request }) => request.decision === change.decision.id
    case 'text':
    case 'definition': {
      const affected = new Set(listAffected(rulebook, change).map(one => `${one.authority} ${one.decision}`))
      return ({ authority, request }) => affected.has(`${authority} ${request.decision}`)
    }
  }
}

const buildRulesFilter = (rulebook: Rulebook, replaced: readonly (readonly [Rule, Rule])[]): ScenarioFilter => {
  const rules = replaced.flat()
  const [{ events, layer }] = rules as [Rule]
  return ({ authority, request, scenario }) =>
    events.has(request.decision) &&
    rulebook.authorities.get(authority)!.layers.includes(layer) &&
    rules.some(rule => mayBeInForce(rule, request.asOf, scenario.expect.cautions !== undefined))
}

/** Only a caution can mention an edition that is yet to come. */
const mayBeInForce = ({ effective, firstDay, lastDay }: Rule, day: string, isCautionRead: boolean): boolean =>
  firstDay !== null &&
  (effective.clock !== undefined || ((isCautionRead || firstDay <= day) && (lastDay === null || day <= lastDay)))

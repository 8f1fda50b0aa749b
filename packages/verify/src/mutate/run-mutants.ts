import { judgeScenario, type Rules, rulesFrom, type ScenarioCase, scenariosOf } from '@virtual-school/rules'
import { applyChange } from './apply.ts'
import type { Mutant } from './mutant.ts'
import { sightOf } from './sight.ts'

/** Where a scenario stands. */
export interface ScenarioPlace {
  readonly authority: string
  readonly file: string
  readonly name: string
}

export interface MutantOutcome {
  readonly mutant: Mutant
  /** The first scenario that breaks; null where none does. */
  readonly killedBy: ScenarioPlace | null
}

/** Told now and then how far a long run is. */
export type Progress = (done: number, total: number) => void

/**
 * Runs each mutant against the scenarios that can see it, until one breaks. The rules must have been loaded with their
 * scenarios, and pass them: what fails already could not show that a mutant was noticed.
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
    const candidates = scenarios.filter(sightOf(rulebook, mutant.change))
    const killer = killerOf(rules, mutant, likelyFirst(candidates, recent.get(mutant.of)))
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

const killerOf = (
  { rulebook }: Rules,
  { change }: Mutant,
  candidates: readonly ScenarioCase[],
): ScenarioCase | undefined => {
  const mutated = rulesFrom(applyChange(rulebook, change))
  return candidates.find(one => !judgeScenario(one, mutated.evaluate(one.request)).passed)
}

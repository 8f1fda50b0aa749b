import type { Rulebook } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { buildWitness, type Witness } from '../witness/witness.ts'
import { definitionMutants, requirementMutants } from './definition-mutants.ts'
import { type Proof, proveEquivalence, type Verdict } from './equivalence.ts'
import type { Mutant } from './mutant.ts'
import { completenessMutants, textMutants } from './open-law-mutants.ts'
import { outcomeMutants } from './outcome-mutants.ts'
import { exceptionMutants, ruleMutants } from './rule-mutants.ts'
import { type Progress, runMutants, type ScenarioPlace } from './run-mutants.ts'

/** A mutant without the change itself, for a report. */
export type MutantText = Omit<Mutant, 'change'>

/** What the scenarios noticed of every small mistake. */
export interface MutationReport {
  readonly mutantsCount: number
  readonly killed: readonly { readonly id: string; readonly by: ScenarioPlace }[]
  /** No scenario noticed them, and none could: each is proved to answer every request on every day as the rules do. */
  readonly equivalent: readonly { readonly mutant: MutantText; readonly proof: Proof }[]
  /** No scenario noticed them. The witness is a case that would, if its answer were expected; null if the solver could not find one. */
  readonly survivors: readonly { readonly mutant: MutantText; readonly witness: Witness | null }[]
  readonly milliseconds: { readonly running: number; readonly proving: number }
}

/** Which mutants to try, and how. */
export interface MutationOptions {
  /** Which mutants; all of them if absent. */
  readonly select?: (mutant: MutantText) => boolean
  /** How long one question to the solver may take. */
  readonly timeoutMs?: number | undefined
  readonly progress?: (stage: 'running' | 'proving', done: number, total: number) => void
}

/**
 * Makes every small mistake in the rules, one at a time, and finds out which of them no scenario notices; of those, which
 * nothing could notice. The rules must have been loaded with their scenarios. Throws if a case of the solver’s does not replay.
 */
export const mutationReport = async (rules: Rules, options: MutationOptions = {}): Promise<MutationReport> => {
  const { select = () => true, timeoutMs, progress = () => {} } = options
  const stage =
    (name: 'running' | 'proving'): Progress =>
    (done, total) =>
      progress(name, done, total)
  const started = performance.now()
  const mutants = listMutants(rules.rulebook).filter(select)
  const outcomes = runMutants(rules, mutants, stage('running'))
  const ran = performance.now()
  const unnoticed = outcomes.filter(one => one.killedBy === null).map(one => one.mutant)
  const verdicts = await proveEquivalence(rules, unnoticed, { timeoutMs, progress: stage('proving') })
  return {
    mutantsCount: mutants.length,
    killed: outcomes.flatMap(({ mutant: { id }, killedBy: by }) => (by === null ? [] : [{ id, by }])),
    ...separate(rules, unnoticed, verdicts),
    milliseconds: { running: Math.round(ran - started), proving: Math.round(performance.now() - ran) },
  }
}

const separate = (
  { rulebook }: Rules,
  mutants: readonly Mutant[],
  verdicts: ReadonlyMap<Mutant, Verdict>,
): Pick<MutationReport, 'equivalent' | 'survivors'> => {
  const equivalent: MutationReport['equivalent'][number][] = []
  const survivors: MutationReport['survivors'][number][] = []
  for (const one of mutants) {
    const { change: _, ...mutant } = one
    const verdict = verdicts.get(one)!
    if (verdict.kind === 'equivalent') equivalent.push({ mutant, proof: verdict.proof })
    else survivors.push({ mutant, witness: verdict.kind === 'differs' ? buildWitness(rulebook, verdict.case) : null })
  }
  return { equivalent, survivors }
}

/**
 * Lists every rulebook that is one small mistake away: every layer’s rules first, then what they rest on. Left out are
 * mistakes that the language would refuse, and those that plainly change nothing.
 */
export const listMutants = (rulebook: Rulebook): readonly Mutant[] => {
  const authorities = [...rulebook.authorities.values()]
  return [
    ...authorities.flatMap(one => [
      ...ruleMutants(rulebook, one),
      ...outcomeMutants(rulebook, one),
      ...exceptionMutants(one),
    ]),
    ...authorities.flatMap(one => definitionMutants(rulebook, one)),
    ...requirementMutants(rulebook),
    ...completenessMutants(rulebook),
    ...authorities.flatMap(one => textMutants(one)),
  ]
}

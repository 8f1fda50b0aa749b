import type { Rules } from '@virtual-school/rules'
import { inSession, withZ3Loaded } from '../session.ts'
import type { Mutant } from './mutant.ts'
import type { Progress } from './run-mutants.ts'
import { settle } from './settle.ts'
import type { Verdict } from './verdict.ts'

export interface EquivalenceOptions {
  /** How long one question to the solver may take; then it is undecided. */
  readonly timeoutMs?: number | undefined
  readonly progress?: Progress
}

/** So many that asking together pays, so few that the solver does not drown in what it was told of the others. */
const togetherCount = 40

/** For each mutant whether it is equivalent. A case that tells one apart has been replayed through `evaluate`, and shrunk. */
export const equivalenceOf = async (
  rules: Rules,
  mutants: readonly Mutant[],
  { timeoutMs, progress = () => {} }: EquivalenceOptions = {},
): Promise<ReadonlyMap<Mutant, Verdict>> => {
  const verdicts = new Map<Mutant, Verdict>()
  await withZ3Loaded(async () => {
    for (let from = 0; from < mutants.length; from += togetherCount) {
      progress(from, mutants.length)
      const some = mutants.slice(from, from + togetherCount)
      const settled = await inSession({ timeoutMs }, session => settle(rules, some, session))
      for (const [mutant, verdict] of settled) verdicts.set(mutant, verdict)
    }
  })
  return verdicts
}

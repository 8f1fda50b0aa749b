import { type Rules, rulesFrom } from '@virtual-school/rules'
import { shrink, type WitnessCase } from '../witness/witness.ts'
import { applyChange } from './apply.ts'
import type { Mutant } from './mutant.ts'
import { outcomeKey } from './outcome.ts'

/** The solver’s case as `evaluate` tells the two apart, with nothing in it that is not needed. Throws where it does not. */
export const replayed = (rules: Rules, mutant: Mutant, found: WitnessCase): WitnessCase => {
  const mutated = rulesFrom(applyChange(rules.rulebook, mutant.change))
  const tellsApart = (tried: WitnessCase): boolean => {
    const request = { ...tried, trace: 'none' } as const
    const [before, after] = [rules.evaluate(request), mutated.evaluate(request)]
    return !('issues' in before) && outcomeKey(before) !== outcomeKey(after)
  }
  if (!tellsApart(found))
    throw new Error(`The solver’s case does not tell ${mutant.id} from the rules: ${JSON.stringify(found)}`)
  return shrink(rules.rulebook, found, tellsApart)
}

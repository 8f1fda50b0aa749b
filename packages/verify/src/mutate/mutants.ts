import type { Rulebook } from '@virtual-school/rules'
import { exceptionMutants } from './exception-mutants.ts'
import { definitionMutants, requirementMutants } from './ground-mutants.ts'
import type { Mutant } from './mutant.ts'
import { ruleMutants } from './rule-mutants.ts'

/**
 * Every rulebook that is one small mistake away: of every layer’s rules first, then of what they rest on. A mistake that the
 * language would refuse is not among them, nor one that plainly says what was said before.
 */
export const mutantsOf = (rulebook: Rulebook): readonly Mutant[] => {
  const authorities = [...rulebook.authorities.values()]
  return [
    ...authorities.flatMap(one => [...ruleMutants(rulebook, one), ...exceptionMutants(one)]),
    ...authorities.flatMap(one => definitionMutants(rulebook, one)),
    ...requirementMutants(rulebook),
  ]
}

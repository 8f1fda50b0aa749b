import type { Rules } from '@virtual-school/rules/internal'
import { sizeOf } from '../../../../test/support/sizes.ts'
import { pickerFor } from '../../../rules/test/support/picker.ts'

/** The questions of which everything is proved in this run: other ones after each change of the rules. Undefined: of all. */
export const provedQuestions = ({ decisions, digest, rulebook }: Rules): readonly string[] | undefined => {
  const count = sizeOf('PROVED_QUESTIONS')
  if (count >= decisions.length) return undefined
  return pickerFor([digest, rulebook.invariants.map(one => one.id)])
    .shuffled(decisions.map(one => one.id))
    .slice(0, count)
}

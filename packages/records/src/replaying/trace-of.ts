import { type Rules, type Trace, unpackTrace } from '@virtual-school/rules'
import { type Checked, refusal } from '../checked.ts'
import type { DecisionPayload } from '../keeping/payload.ts'

/**
 * The full trace of a kept decision: what the rules test for its question, with the truths and values that were kept put in.
 * Nothing is decided again. `rules` are those that decided; issues where they are others, or where the two do not fit.
 */
export const traceOf = ({ request, result, evaluation }: DecisionPayload, rules: Rules): Checked<Trace> => {
  if (result.rules.digest !== rules.digest)
    return refusal(
      'not-proved',
      '/result/rules/digest',
      'Other rules decided this: the trace is made from those alone.',
    )
  const asked = rules.evaluate({ ...request, facts: {}, trace: 'full' })
  return 'issues' in asked ? { ok: false, issues: asked.issues } : unpackTrace(asked.trace!, evaluation)
}

import type { Rules } from '@virtual-school/rules'
import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'
import type { Asked } from '../routes/route.ts'
import { factsSchema } from './fact-schema.ts'
import { factsOfDecision } from './facts-of-decision.ts'
import { held } from './held.ts'

export const decisionsReply = (rules: Rules): Reply => held(rules, { decisions: rules.decisions })

export const decisionReply = (rules: Rules, { params }: Asked): Reply => {
  const decision = rules.decisions.find(({ id }) => id === params.id)
  if (decision === undefined)
    return problem('not-found', {
      detail: `No decision of that name is held. Held: ${rules.decisions.map(({ id }) => id).join(', ')}.`,
    })
  return held(rules, { decision, factsSchema: factsSchema(factsOfDecision(rules, decision), rules.facts) })
}

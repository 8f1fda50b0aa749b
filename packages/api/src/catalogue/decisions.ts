import type { Rules } from '@virtual-school/rules'
import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'
import type { Asked } from '../routes/route.ts'
import { factsSchema } from './fact-schema.ts'
import { factsOfDecision } from './facts-of-decision.ts'
import { held } from './held.ts'
import { authorityParameter, readQuery } from './query.ts'

export const decisionsReply = (rules: Rules): Reply => held(rules, { decisions: rules.decisions })

/** One decision, and the facts that matter to it: under the rules of one authority, or of any. */
export const decisionReply = (rules: Rules, { params, query }: Asked): Reply => {
  const read = readQuery(query, { authority: authorityParameter(rules) })
  if (!read.ok) return problem('query-refused', { issues: read.issues })
  const decision = rules.decisions.find(({ id }) => id === params.id)
  if (decision === undefined)
    return problem('not-found', {
      detail: `No decision of that name is held. Held: ${rules.decisions.map(({ id }) => id).join(', ')}.`,
    })
  const { authority = null } = read.value
  const matter = factsOfDecision(rules, decision, authority)
  return held(rules, { decision, authority, factsSchema: factsSchema(matter, rules.facts) })
}

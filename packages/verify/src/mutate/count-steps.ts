import type { Rule } from '@virtual-school/rules'
import type { Step } from './step.ts'

/** A deadline’s term, one less and one more. */
export const countSteps = (rule: Rule): readonly Step[] => {
  const { event } = rule
  if (event.type !== 'deadline') return []
  return [event.count - 1, event.count + 1]
    .filter(count => count >= 0)
    .map(count => ({
      at: '/event/params/count',
      code: `count=${count}`,
      kind: 'count',
      words: `with its term of ${event.count} made ${count}`,
      rule: { ...rule, event: { ...event, count } },
    }))
}

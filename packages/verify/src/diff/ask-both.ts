import type { DecisionRequest, Rules } from '@virtual-school/rules'

/** The same request to both, each asked only the facts that its vocabulary has. */
export const askBoth = (old: Rules, now: Rules, request: DecisionRequest) =>
  [old.evaluate(known(old, now, request)), now.evaluate(known(now, old, request))] as const

/** Without the facts that only the other vocabulary has; what neither has is left, to be refused. */
const known = (rules: Rules, other: Rules, request: DecisionRequest): DecisionRequest => {
  const isKnown = (name: string): boolean =>
    rules.rulebook.factsByName.has(name) || !other.rulebook.factsByName.has(name)
  if (typeof request !== 'object' || request === null || !isPlain(request.facts)) return request
  return { ...request, facts: Object.fromEntries(Object.entries(request.facts).filter(([name]) => isKnown(name))) }
}

const isPlain = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

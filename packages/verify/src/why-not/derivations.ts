import type { DecisionRequest, Rules, Scalar } from '@virtual-school/rules'

type Known = Scalar | null | undefined
const isKnown = (value: Known): value is Scalar => value !== null && value !== undefined

/** What follows of a fact from the others, as `evaluate` has it; undefined where nothing does. */
const follows = (rules: Rules, request: DecisionRequest, name: string): Scalar | undefined => {
  const { [name]: _, ...facts } = request.facts
  const found = rules.evaluate({ ...request, trace: 'full', facts })
  const value = 'issues' in found ? undefined : found.trace?.facts[name]?.value
  return isKnown(value) ? value : undefined
}

/** Whether one of these facts is given a value other than the one that follows from the others. */
export const hasMisfit = (rules: Rules, request: DecisionRequest, names: readonly string[]): boolean =>
  names.some(name => {
    const given = request.facts[name]
    const value = isKnown(given) ? follows(rules, request, name) : undefined
    return value !== undefined && value !== given
  })

/** The facts that can follow from others, bear on the question, and are not given against what follows already. */
export const keptFitting = (rules: Rules, request: DecisionRequest): readonly string[] => {
  const present = rules.evaluate({ ...request, trace: 'full' })
  if ('issues' in present) return []
  return rules.rulebook.facts
    .filter(({ name, derived }) => derived !== undefined && present.trace?.facts[name] !== undefined)
    .map(({ name }) => name)
    .filter(name => !hasMisfit(rules, request, [name]))
}

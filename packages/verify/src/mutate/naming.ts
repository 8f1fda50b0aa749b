import type { Authority, Condition } from '@virtual-school/rules'

/** Whether a condition reads the definition: itself, through another, or where a reading’s alternative stands in for it. */
export const namingOf = ({ definitions, readings }: Authority, wanted: string): ((condition: Condition) => boolean) => {
  const known = new Map<string, boolean>([[wanted, true]])
  const ofDefinition = (name: string): boolean => {
    const found = known.get(name)
    if (found !== undefined) return found
    const made = of(definitions.get(name)!.conditions)
    known.set(name, made)
    return made
  }
  const ofReading = (id: string | undefined): boolean =>
    id !== undefined && readings.get(id)!.alternatives.some(({ condition }) => condition !== undefined && of(condition))
  const of = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.some(of)
    if ('any' in condition) return condition.any.some(of)
    if ('not' in condition) return of(condition.not)
    return ofReading(condition.reading) || ('condition' in condition && ofDefinition(condition.condition))
  }
  return of
}

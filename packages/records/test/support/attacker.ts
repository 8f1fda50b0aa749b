/** What somebody who reads a report knows of a number: it lies between these, ends included. */
export interface Bounds {
  low: number
  high: number
}

/** `sum` is the sum of `parts` exactly, or at least that (“atLeast”), as of rows that are not all shown. */
export interface Relation {
  readonly sum: string
  readonly parts: readonly string[]
  readonly isAtLeast?: boolean
}

/** What a published number says by the rule that the report states: c is five or fewer, all others are rounded to the nearest 10. */
export const boundsOf = (shown: number | null, isLeftOut = false): Bounds => {
  if (shown === null) return { low: 0, high: isLeftOut ? Number.POSITIVE_INFINITY : 5 }
  return { low: shown === 10 ? 6 : shown - 5, high: shown + 4 }
}

/** One relation put to use; whether anything was learnt. */
const learn = (known: Map<string, Bounds>, { sum, parts, isAtLeast = false }: Relation): boolean => {
  const of = (name: string): Bounds => known.get(name)!
  const total = (end: 'low' | 'high') => parts.reduce((all, part) => all + of(part)[end], 0)
  let isNew = false
  const narrow = (name: string, low: number, high: number) => {
    const bounds = of(name)
    if (low > bounds.low) [bounds.low, isNew] = [low, true]
    if (high < bounds.high) [bounds.high, isNew] = [high, true]
  }
  narrow(sum, total('low'), isAtLeast ? Number.POSITIVE_INFINITY : total('high'))
  for (const part of parts) {
    const others = (end: 'low' | 'high') => parts.reduce((all, one) => all + (one === part ? 0 : of(one)[end]), 0)
    narrow(part, isAtLeast ? 0 : of(sum).low - others('high'), of(sum).high - others('low'))
  }
  return isNew
}

/** All that can be worked out of the bounds of single numbers, from all relations, again and again until nothing is learnt. */
export const workedOut = (
  bounds: ReadonlyMap<string, Bounds>,
  relations: readonly Relation[],
): ReadonlyMap<string, Bounds> => {
  const known = new Map([...bounds].map(([name, { low, high }]) => [name, { low, high }]))
  while (relations.map(one => learn(known, one)).some(Boolean));
  return known
}

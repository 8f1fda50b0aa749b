/** How often each number of a report was added to. Numbers that nothing was added to are 0. */
export type Counts = ReadonlyMap<string, number>

/** What is counted, and which numbers each adds one to. */
export interface Counted<U> {
  readonly units: readonly U[]
  readonly keysOf: (unit: U) => readonly string[]
  /** Whether a row of the report is there because this number is more than none. */
  readonly makesRow: (key: string) => boolean
}

export const countsOf = <U>({ units, keysOf }: Pick<Counted<U>, 'units' | 'keysOf'>): Counts => {
  const counts = new Map<string, number>()
  for (const unit of units) for (const key of keysOf(unit)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

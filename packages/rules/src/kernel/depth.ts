/** Whether objects and arrays nest deeper than the limit. A loop, since whatever recurses could be made to overflow. */
export const isNestedDeeper = (value: unknown, limitLevels: number): boolean => {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= limitLevels; depth += 1) {
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}

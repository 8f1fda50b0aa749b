/** Each fault is a proof of its own. `npm run planted` tries all; otherwise every so manieth is tried, and one of each kind. */
const every = Number(process.env.PLANTED_EVERY ?? 16)

export const tried = <T>(faults: readonly T[], kindOf: (fault: T) => string): readonly T[] => {
  const kinds = new Set<string>()
  return faults.filter((fault, n) => {
    const isFirst = !kinds.has(kindOf(fault))
    kinds.add(kindOf(fault))
    return isFirst || n % every === 0
  })
}

import { sizeOf } from '../../../../test/support/sizes.ts'

const every = sizeOf('PLANTED_EVERY')

/** Each fault is a proof of its own: one in so many is tried, and one of each kind. */
export const tried = <T>(faults: readonly T[], kindOf: (fault: T) => string): readonly T[] => {
  const kinds = new Set<string>()
  return faults.filter((fault, n) => {
    const isFirst = !kinds.has(kindOf(fault))
    kinds.add(kindOf(fault))
    return isFirst || n % every === 0
  })
}

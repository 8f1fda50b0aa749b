/** The smallest set of names that has one of each of `sets`; of equally small ones the first in the order of `names`. */
export const smallestHitting = (sets: readonly (readonly string[])[], names: readonly string[]): readonly string[] => {
  for (let size = 0; size < names.length; size += 1) {
    const found = hittingOf(sets, size, [])
    if (found !== undefined) return names.filter(name => found.includes(name))
  }
  return names
}

/** One of the first set that is not yet hit must be taken. */
const hittingOf = (
  sets: readonly (readonly string[])[],
  size: number,
  taken: readonly string[],
): readonly string[] | undefined => {
  const open = sets.find(set => !set.some(name => taken.includes(name)))
  if (open === undefined) return taken
  if (taken.length === size) return undefined
  for (const name of open) {
    const found = hittingOf(sets, size, [...taken, name])
    if (found !== undefined) return found
  }
  return undefined
}

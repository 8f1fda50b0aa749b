/** The ways in which people write one reference: in small letters, in capitals, and with the first letter the other way. */
const writtenOtherwise = (reference: string): readonly string[] => {
  const [small, capitals] = [reference.toLowerCase(), reference.toUpperCase()]
  const firstLetter = (rest: string, first: string): string => first.slice(0, 1) + rest.slice(1)
  const ways = [
    small,
    capitals,
    ...[small, capitals, reference].flatMap(rest => [firstLetter(rest, small), firstLetter(rest, capitals)]),
  ]
  return [...new Set(ways)].filter(way => way !== reference)
}

/**
 * The same reference in other letter case by which something is kept, if there is one: `Case-1` and `case-1` are two children.
 * `isKept` says whether something is, to the caller who asks; nothing else is looked at, so no other realm shows through.
 */
export const inOtherCase = async (
  reference: string,
  isKept: (reference: string) => Promise<boolean>,
): Promise<string | undefined> => {
  for (const way of writtenOtherwise(reference)) if (await isKept(way)) return way
  return undefined
}

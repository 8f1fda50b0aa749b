/**
 * The address of the next page: the same query, from another place. A child is named there by the random number, so that a reference
 * goes through no more logs than it has.
 */
export const nextLink = (
  query: Readonly<Record<string, unknown>>,
  { next, subject }: { readonly next: string | null; readonly subject?: string },
): string | null => {
  if (next === null) return null
  const given = Object.entries(query).filter(
    (one): one is [string, string] => typeof one[1] === 'string' && one[0] !== 'subjectRef',
  )
  const named = subject === undefined ? {} : { subject }
  return `/records?${new URLSearchParams({ ...Object.fromEntries(given), ...named, cursor: next })}`
}

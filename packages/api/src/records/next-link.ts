/** The address of the next page: the same query, from another place. */
export const nextLink = (query: Readonly<Record<string, unknown>>, cursor: string | null): string | null => {
  if (cursor === null) return null
  const given = Object.entries(query).filter((one): one is [string, string] => typeof one[1] === 'string')
  return `/records?${new URLSearchParams({ ...Object.fromEntries(given), cursor })}`
}

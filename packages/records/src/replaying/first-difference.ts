const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** The first place, as a JSON Pointer, where two JSON values differ, the order of members counting; undefined where they do not. */
export const firstDifference = (a: unknown, b: unknown, at = ''): string | undefined => {
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return Object.is(a, b) ? undefined : at
  const [names, others] = [Object.keys(a), Object.keys(b)]
  for (const [n, name] of names.entries()) {
    if (others[n] !== name) return `${at}/${escaped(name)}`
    const found = firstDifference(a[name], b[name], `${at}/${escaped(name)}`)
    if (found !== undefined) return found
  }
  const more = others[names.length]
  return more === undefined ? undefined : `${at}/${escaped(more)}`
}

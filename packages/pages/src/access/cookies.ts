/** The cookies of a request, by their names; the first of a name counts. */
export const readCookies = (header: string | undefined): Readonly<Record<string, string>> => {
  const found: Record<string, string> = Object.create(null)
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    if (at > 0 && !(name in found)) found[name] = part.slice(at + 1).trim()
  }
  return found
}

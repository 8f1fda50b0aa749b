/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * RFC 8785 (JSON Canonicalization Scheme): keys in UTF-16 order, no white space, numbers and strings as ECMAScript writes them.
 * Members whose value is undefined are left out, as JSON does, and so are those named `leftOut`.
 */
export const canonicalJson = (value: unknown, leftOut?: string): string => {
  const parts: string[] = []
  write(value, leftOut, parts)
  return parts.join('')
}

const write = (value: unknown, leftOut: string | undefined, parts: string[]): void => {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) writeList(value, leftOut, parts)
    else writeObject(value as Record<string, unknown>, leftOut, parts)
    return
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('canonical JSON holds finite numbers only')
  parts.push(JSON.stringify(value))
}

const writeList = (values: readonly unknown[], leftOut: string | undefined, parts: string[]): void => {
  let before = '['
  for (const item of values) {
    parts.push(before)
    write(item ?? null, leftOut, parts)
    before = ','
  }
  parts.push(before === '[' ? '[]' : ']')
}

const writeObject = (value: Readonly<Record<string, unknown>>, leftOut: string | undefined, parts: string[]): void => {
  let before = '{'
  // Sorted without a comparator, which is UTF-16 order.
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined || key === leftOut) continue
    parts.push(before, JSON.stringify(key), ':')
    write(member, leftOut, parts)
    before = ','
  }
  parts.push(before === '{' ? '{}' : '}')
}

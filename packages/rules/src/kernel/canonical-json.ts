import { isPlainObject } from './guards.ts'

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * RFC 8785 (JSON Canonicalization Scheme): keys in UTF-16 order, no white space, numbers and strings as ECMAScript writes them.
 * Members whose value is undefined are left out, as JSON does, and so are those named `leftOut`. Throws a `RangeError` at what JSON
 * cannot hold: a number that is not finite, half of a surrogate pair, a function, a symbol, a bigint, undefined by itself, or an
 * object that is no plain one, as a Date or a Map.
 */
export const canonicalJson = (value: unknown, leftOut?: string): string => {
  const parts: string[] = []
  write(value, leftOut, parts)
  return parts.join('')
}

const write = (value: unknown, leftOut: string | undefined, parts: string[]): void => {
  if (Array.isArray(value)) writeList(value, leftOut, parts)
  else if (isPlainObject(value)) writeObject(value, leftOut, parts)
  else if (typeof value === 'string') writeText(value, parts)
  else if (value === null || typeof value === 'boolean' || Number.isFinite(value)) parts.push(JSON.stringify(value))
  else throw new RangeError(`canonical JSON cannot hold ${kindOf(value)}`)
}

const kindOf = (value: unknown): string => {
  if (typeof value === 'number') return 'a number that is not finite'
  return typeof value === 'object' ? 'an object that is not a plain one' : `a value of type ${typeof value}`
}

const writeText = (text: string, parts: string[]): void => {
  if (surrogate.test(text)) throw new RangeError('canonical JSON cannot hold half of a surrogate pair')
  parts.push(JSON.stringify(text))
}
const surrogate = /\p{Surrogate}/u

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
    parts.push(before)
    writeText(key, parts)
    parts.push(':')
    write(member, leftOut, parts)
    before = ','
  }
  parts.push(before === '{' ? '{}' : '}')
}

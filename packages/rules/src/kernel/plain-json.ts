const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Text that could hide a NUL or half of a surrogate pair, raw or escaped. */
const suspicious = /\0|\p{Surrogate}|\\u(0000|[dD][89a-fA-F])/u

/**
 * The value of text in which a strict reading would find nothing to refuse; undefined if a closer look is needed. Most
 * text is plain, and this is many times faster than that look: a key that JSON.parse dropped shows in the count of colons.
 */
export const plainJson = (text: string, keysLimit: number): { readonly value: unknown } | undefined => {
  if (suspicious.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const keys = plainKeysIn(value)
  return keys === undefined || keys > keysLimit || keys !== colonsIn(text) ? undefined : { value }
}

const colonsIn = (text: string): number => {
  let count = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (c === 0x22) inString = !inString
    else if (c === 0x5c) i += 1
    else if (c === 0x3a && !inString) count += 1
  }
  return count
}

/** How many keys a value has in all; undefined if one is forbidden or a number is not finite. A loop, since depth must not overflow. */
const plainKeysIn = (root: unknown): number | undefined => {
  let count = 0
  const open: unknown[] = [root]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'number' && !Number.isFinite(next)) return undefined
    if (typeof next !== 'object' || next === null) continue
    if (Array.isArray(next)) for (const item of next) open.push(item)
    else {
      for (const [key, member] of Object.entries(next)) {
        if (forbidden.has(key)) return undefined
        count += 1
        open.push(member)
      }
    }
  }
  return count
}

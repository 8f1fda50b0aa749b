/** Bytes that WebCrypto takes: never of shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

/** The bytes of base64 (RFC 4648, padded), or undefined: only the text that an encoder would write is taken. */
export const fromBase64 = (text: string): Bytes | undefined => {
  try {
    const binary = atob(text)
    return btoa(binary) === text ? Uint8Array.from(binary, letter => letter.charCodeAt(0)) : undefined
  } catch {
    return undefined
  }
}

export const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const areEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

export const hex = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')

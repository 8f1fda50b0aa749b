/**
 * The UTF-8 bytes of a text, as TextEncoder gives them, which jsdom and some other places without a window do not have. Half of a
 * surrogate pair becomes U+FFFD.
 */
export const encodeUtf8 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3)
  let count = 0
  const put = (byte: number) => {
    bytes[count] = byte
    count += 1
  }
  for (const character of text) {
    const found = character.codePointAt(0)!
    const code = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found
    if (code < 0x80) put(code)
    else {
      if (code < 0x800) put(0xc0 | (code >> 6))
      else {
        if (code < 0x10000) put(0xe0 | (code >> 12))
        else {
          put(0xf0 | (code >> 18))
          put(0x80 | ((code >> 12) & 0x3f))
        }
        put(0x80 | ((code >> 6) & 0x3f))
      }
      put(0x80 | (code & 0x3f))
    }
  }
  return bytes.subarray(0, count)
}

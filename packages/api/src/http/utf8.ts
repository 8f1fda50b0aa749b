const encoder = new TextEncoder()
const desk = new Uint8Array(256 * 1024)
/** UTF-8 takes three bytes at most for each of JavaScript’s characters. */
const longest = desk.length / 3

/**
 * The bytes of a text. An answer holds a typographic mark somewhere, and such a text Node measures first and writes in a
 * second pass. Here it is written once, on a desk that is kept, and copied from there.
 */
export const utf8 = (text: string): Buffer =>
  text.length > longest ? Buffer.from(text) : Buffer.from(desk.subarray(0, encoder.encodeInto(text, desk).written))

/**
 * Which bit of a word is whose, of 32 children. Codes of a byte each are read four at a time: child 4q + j is byte j of the word
 * q. If its bit is 8j + q, then the bits of all 32 come to their places by shifts alone, and go back to bytes as easily.
 */
export const bitOf = (child: number): number => ((child & 3) << 3) | (child >> 2)

/** The lowest bit of each of four bytes. */
export const lowestBits = 0x0101_0101

/** Four codes are read at a time only if the first is then the lowest byte. */
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Codes of a byte each, four at a time. */
export const inFours = (column: Int8Array): Int32Array => {
  const aligned = column.byteOffset % 4 === 0 ? column : column.slice()
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2)
}

/**
 * A word of one bit a child as one byte a child, four at a time: those of the children from 4q on. Above the lowest bit each byte
 * is empty.
 */
export const fourOf = (word: number, q: number): number => (word >>> q) & lowestBits

/** Whose a bit is: the opposite of `bitOf`. */
export const childOf = (bit: number): number => ((bit & 7) << 2) | (bit >> 3)

/** Of four numbers which are negative, in the lowest bit of a byte each. */
export const signsOf = (a: number, b: number, c: number, d: number): number =>
  (a >>> 31) | ((b >>> 23) & 0x100) | ((c >>> 15) & 0x1_0000) | ((d >>> 7) & 0x100_0000)

type Numbers = Uint8Array | Uint32Array

/** A list of numbers with room for so many; twice as long if it has to grow. */
export const withRoom = <T extends Numbers>(numbers: T, length: number, create: (length: number) => T): T => {
  if (length <= numbers.length) return numbers
  const longer = create(Math.max(length, numbers.length * 2))
  longer.set(numbers)
  return longer
}

/** A copy of bytes in memory that threads share. */
export const sharedBytes = (bytes: Uint8Array): Uint8Array => {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}

/** A copy of numbers in memory that threads share. */
export const sharedNumbers = (numbers: Uint32Array): Uint32Array => {
  const copy = new Uint32Array(new SharedArrayBuffer(numbers.byteLength))
  copy.set(numbers)
  return copy
}

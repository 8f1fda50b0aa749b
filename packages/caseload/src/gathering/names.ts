import { sharedBytes, sharedNumbers, withRoom } from './numbers.ts'

/** Names with a number each, from 0 in the order in which they come: what files call their children. */
export interface ChildNames {
  /** The number of a name. A name that is empty is a new one each time. */
  readonly numberOf: (name: string) => number
  /** The same of a name that stands in a list. */
  readonly numberOfListed: (list: NameList, place: number) => number
  readonly list: () => NameList
}

/** Names by their numbers, as plain data that a thread can share without a copy. */
export interface NameList {
  readonly count: number
  /** All names in UTF-8, one after another. */
  readonly bytes: Uint8Array
  /** Where each name begins among the bytes, and where the last one ends. */
  readonly begins: Uint32Array
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A name by its number. */
export const nameAt = ({ bytes, begins }: NameList, place: number): string =>
  // A view of shared memory cannot be decoded, so its bytes are copied.
  decoder.decode(bytes.slice(begins[place], begins[place + 1]))

/** The hash FNV-1a of some bytes, with a beginning of its own. */
const hashOf = (bytes: Uint8Array, from: number, to: number, seed: number): number => {
  let hash = seed
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193)
  return hash ^ (hash >>> 15)
}

const isSame = (bytes: Uint8Array, one: number, other: number, length: number): boolean => {
  for (let at = 0; at < length; at += 1) if (bytes[one + at] !== bytes[other + at]) return false
  return true
}

/** Names that are none yet. They are found by their bytes: that takes some thirty for a name, where a map of texts takes a hundred. */
export const createNames = (): ChildNames => {
  // Whoever chooses names must not be able to choose such as have all the same hash.
  const seed = crypto.getRandomValues(new Int32Array(1))[0]!
  let [count, bytes, begins] = [0, new Uint8Array(1_024), new Uint32Array(64)]
  // At the slot of its hash, or at the next one that was free, the number of each name and one; 0 in a slot that is free.
  let slots = new Uint32Array(128)

  const makeRoom = (length: number): void => {
    bytes = withRoom(bytes, begins[count]! + length, size => new Uint8Array(size))
    begins = withRoom(begins, count + 2, size => new Uint32Array(size))
    if (count * 2 < slots.length) return
    slots = new Uint32Array(slots.length * 2)
    for (let place = 0; place < count; place += 1) {
      let slot = hashOf(bytes, begins[place]!, begins[place + 1]!, seed) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = place + 1
    }
  }
  /** The number of the name whose bytes were put behind those of all others. */
  const numberOfLast = (length: number): number => {
    const from = begins[count]!
    let slot = hashOf(bytes, from, from + length, seed) & (slots.length - 1)
    for (; length > 0 && slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const place = slots[slot]! - 1
      if (begins[place + 1]! - begins[place]! === length && isSame(bytes, begins[place]!, from, length)) return place
    }
    count += 1
    begins[count] = from + length
    if (length > 0) slots[slot] = count
    return count - 1
  }
  return {
    numberOf: name => {
      makeRoom(name.length * 3)
      return numberOfLast(encoder.encodeInto(name, bytes.subarray(begins[count])).written)
    },
    numberOfListed: (list, place) => {
      const [from, to] = [list.begins[place]!, list.begins[place + 1]!]
      makeRoom(to - from)
      for (let at = from; at < to; at += 1) bytes[begins[count]! + at - from] = list.bytes[at]!
      return numberOfLast(to - from)
    },
    list: () => ({
      count,
      bytes: sharedBytes(bytes.subarray(0, begins[count])),
      begins: sharedNumbers(begins.subarray(0, count + 1)),
    }),
  }
}

import { constants, crc32, deflateRawSync } from 'node:zlib'
import { utf8 } from './format.ts'

/** A part of a packed file: it is packed piece by piece. */
export interface Part {
  readonly name: string
  readonly pieces: () => Iterable<Uint8Array>
}

/** A packed file, as its format says (APPNOTE.TXT): the parts, each followed by its lengths, then a list of all. */
export function* packed(parts: readonly Part[]): Generator<Uint8Array> {
  const listed: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    const begin = at
    const lengths = { sum: 0, packed: 0, plain: 0 }
    for (const bytes of partBytes(part, lengths)) {
      at += bytes.length
      yield bytes
    }
    listed.push(entryOf(part.name, lengths, begin), utf8(part.name))
  }
  yield* listed
  const size = listed.reduce((all, one) => all + one.length, 0)
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, size], [4, at], [2, 0])
}

interface Lengths {
  /** The checksum of what is packed. */
  sum: number
  packed: number
  plain: number
}

/** A part with its name before it and its lengths behind it, which are also put into `lengths`. */
function* partBytes({ name, pieces }: Part, lengths: Lengths): Generator<Uint8Array> {
  yield numbers([4, 0x04034b50], ...shared, [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0])
  yield utf8(name)
  for (const { bytes, plain } of deflated(pieces())) {
    lengths.sum = crc32(plain, lengths.sum)
    lengths.plain += plain.length
    lengths.packed += bytes.length
    yield bytes
  }
  yield numbers([4, 0x08074b50], ...lengthsOf(lengths))
}

const lengthsOf = ({ sum, packed: length, plain }: Lengths) =>
  [
    [4, sum],
    [4, length],
    [4, plain],
  ] as const

/** What the list says of a part that begins at a byte. */
const entryOf = ({ length }: string, lengths: Lengths, begin: number): Uint8Array => {
  const nothing = [
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
  ] as const
  return numbers([4, 0x02014b50], [2, 20], ...shared, ...lengthsOf(lengths), [2, length], ...nothing, [4, begin])
}

/** Version, lengths stand behind the part, deflated, at midnight of 1 January 1980. */
const shared = [
  [2, 20],
  [2, 8],
  [2, 8],
  [2, 0],
  [2, 33],
] as const

/** Numbers of so many bytes each, the lowest byte first. */
const numbers = (...values: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array => {
  const bytes = Buffer.alloc(values.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of values) at = size === 2 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value, at)
  return bytes
}

/** Each piece is packed by itself up to a whole byte, so that they can stand one after another. */
function* deflated(
  pieces: Iterable<Uint8Array>,
): Generator<{ readonly bytes: Uint8Array; readonly plain: Uint8Array }> {
  for (const plain of pieces)
    yield { plain, bytes: deflateRawSync(plain, { level: 6, finishFlush: constants.Z_SYNC_FLUSH }) }
  const nothing = new Uint8Array()
  yield { plain: nothing, bytes: deflateRawSync(nothing) }
}

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
    const head = numbers([4, 0x04034b50], ...shared, [4, 0], [4, 0], [4, 0], [2, part.name.length], [2, 0])
    yield head
    yield utf8(part.name)
    at += head.length + part.name.length
    let [sum, length, packedLength] = [0, 0, 0]
    for (const { bytes, plain } of deflated(part.pieces())) {
      sum = crc32(plain, sum)
      length += plain.length
      packedLength += bytes.length
      yield bytes
    }
    const lengths = [
      [4, sum],
      [4, packedLength],
      [4, length],
    ] as const
    const foot = numbers([4, 0x08074b50], ...lengths)
    yield foot
    at += packedLength + foot.length
    const entry = numbers(
      [4, 0x02014b50],
      [2, 20],
      ...shared,
      ...lengths,
      [2, part.name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, begin],
    )
    listed.push(entry, utf8(part.name))
  }
  yield* listed
  const size = listed.reduce((all, one) => all + one.length, 0)
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, size], [4, at], [2, 0])
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

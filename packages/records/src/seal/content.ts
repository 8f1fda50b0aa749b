import { deflateRawSync, inflateRawSync } from 'node:zlib'

/**
 * What is sealed of a text: a format byte, the length of what follows in four bytes, the text as it is or deflated, and zeros
 * up to a round size. Sealing hides what a text says and not how long it is, and the length of a result can tell one answer
 * from another; so that all but few have the same.
 */
const formats = { plain: 0, deflated: 1 } as const
const headBytes = 5
/** Every result of the shipped rules fits it, some deflated; with its envelope it fills one page of SQLite. */
const leastBytes = 3072
/** No payload is larger; a bound on what is inflated. */
const mostTextBytes = 16 * 1024 * 1024

/**
 * Made for texts of this size: zlib’s own tables take a quarter of a mebibyte, new each time, which costs more than deflating
 * does; a window that is smaller than the text costs twice the time; and a piece of output as small as this comes from Node’s pool.
 */
const quickly = { level: 1, windowBits: 14, memLevel: 6, chunkSize: 4_000 } as const

const encoder = new TextEncoder()
const desk = Buffer.alloc(64 * 1024)

/** The bytes of a text, on a desk that is kept where they have room there: to be used at once. */
const bytesOf = (text: string): Buffer =>
  3 * text.length <= desk.length ? desk.subarray(0, encoder.encodeInto(text, desk).written) : Buffer.from(text, 'utf8')

/** Deflating costs several times what sealing does, so it is done only where the text would not fit the least size without. */
export const contentOf = (text: string): Buffer => {
  const plain = bytesOf(text)
  if (plain.length > mostTextBytes) throw new RangeError(`a payload has at most ${mostTextBytes} bytes`)
  if (headBytes + plain.length <= leastBytes) return padded(formats.plain, plain)
  const deflated = deflateRawSync(plain, quickly)
  return deflated.length < plain.length ? padded(formats.deflated, deflated) : padded(formats.plain, plain)
}

const padded = (format: number, body: Uint8Array): Buffer => {
  let size = leastBytes
  while (size < headBytes + body.length) size *= 2
  const content = Buffer.alloc(size)
  content[0] = format
  content.writeUInt32BE(body.length, 1)
  content.set(body, headBytes)
  return content
}

/** The text again; undefined where it is no such content. */
export const textOf = (content: Buffer): string | undefined => {
  if (content.length < headBytes) return undefined
  const length = content.readUInt32BE(1)
  if (headBytes + length > content.length) return undefined
  const body = content.subarray(headBytes, headBytes + length)
  if (content[0] === formats.plain) return body.toString('utf8')
  if (content[0] !== formats.deflated) return undefined
  try {
    return inflateRawSync(body, { maxOutputLength: mostTextBytes }).toString('utf8')
  } catch {
    return undefined
  }
}

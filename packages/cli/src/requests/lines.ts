import type { Issue } from '@virtual-school/rules'
import { limits } from '@virtual-school/rules/internal'

/** A line of the input, with its number from 1; what is not a line of text has an issue instead. */
export type InputLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly issue: Issue }

const newline = 0x0a
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The lines of a stream, blank ones left out, as many at a time as arrive together. No more is held than one piece of the
 * stream and one line, however long the input or a line of it is.
 */
export async function* splitLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<readonly InputLine[]> {
  let rest: Buffer = Buffer.alloc(0)
  let number = 1
  // Of a line beyond the limit only its beginning is held.
  const hold = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, limits.requestBytes + 1))
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    const lines: InputLine[] = []
    let from = 0
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      const tail = bytes.subarray(from, end)
      lines.push(...decodeLine(rest.length === 0 ? tail : Buffer.concat([rest, tail]), number))
      rest = Buffer.alloc(0)
      number += 1
      from = end + 1
    }
    if (rest.length <= limits.requestBytes)
      rest = hold(rest.length === 0 ? bytes.subarray(from) : Buffer.concat([rest, bytes.subarray(from)]))
    if (lines.length > 0) yield lines
  }
  const last = decodeLine(rest, number)
  if (last.length > 0) yield last
}

const decodeLine = (bytes: Buffer, number: number): readonly InputLine[] => {
  if (bytes.length > limits.requestBytes) {
    return [
      {
        number,
        issue: { code: 'too-large', pointer: '', message: `The line is longer than ${limits.requestBytes} bytes.` },
      },
    ]
  }
  try {
    const text = decoder.decode(bytes).trim()
    return text === '' ? [] : [{ number, text }]
  } catch {
    return [{ number, issue: { code: 'not-text', pointer: '', message: 'The line is not UTF-8 text.' } }]
  }
}

/** Pieces of at most `size` lines, so that no one piece of work is long. */
export const chunk = (lines: readonly InputLine[], size: number): readonly (readonly InputLine[])[] =>
  Array.from({ length: Math.ceil(lines.length / size) }, (_, i) => lines.slice(i * size, (i + 1) * size))

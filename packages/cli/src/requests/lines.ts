import type { Issue } from '@virtual-school/rules'
import { type CutLine, createLineCutter, limits } from '@virtual-school/rules/internal'

/** A line of the input, with its number from 1; what is not a line of text has an issue instead. */
export type InputLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly issue: Issue }

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The lines of a stream, blank ones left out, as many at a time as arrive together. No more is held than one piece of the
 * stream and one line, however long the input or a line of it is.
 */
export async function* splitLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<readonly InputLine[]> {
  const cutter = createLineCutter(limits.requestBytes)
  for await (const piece of stream) {
    const lines = [...cutter.cut(typeof piece === 'string' ? Buffer.from(piece) : piece)].flatMap(decodeLine)
    if (lines.length > 0) yield lines
  }
  const last = decodeLine(cutter.end())
  if (last.length > 0) yield last
}

const decodeLine = ({ number, bytes }: CutLine): readonly InputLine[] => {
  if (bytes === undefined) {
    const message = `The line is longer than ${limits.requestBytes} bytes.`
    return [{ number, issue: { code: 'too-large', pointer: '', message } }]
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

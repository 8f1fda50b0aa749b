import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, type CutLine, createLineCutter, refused } from '@virtual-school/rules/internal'
import { arrayItemsCount, arrayLimits, parseJsonBytes, requestLimits } from '../../http/body.ts'

/** One request of a batch: its line (or its place in the array, from 1) and what was read there. */
export interface Item {
  readonly line: number
  readonly read: Checked<unknown>
}

/** Reads the requests of a body that is one JSON array. It is one document, so a fault in its JSON refuses all of it. */
export const readArrayItems = (bytes: Uint8Array | undefined): Checked<readonly Item[]> => {
  const read = parseJsonBytes(bytes, arrayLimits)
  if (!read.ok) return read
  if (!Array.isArray(read.value)) {
    return refused([
      {
        code: 'wrong-type',
        pointer: '',
        message: 'A batch is an array of requests; or lines, sent as application/x-ndjson.',
      },
    ])
  }
  if (read.value.length > arrayItemsCount) {
    return refused([
      {
        code: 'too-many',
        pointer: '',
        message: `An array may hold at most ${arrayItemsCount} requests. Send more as lines (application/x-ndjson).`,
      },
    ])
  }
  return accepted(read.value.map((value: unknown, index) => ({ line: index + 1, read: accepted(value) })))
}

const limitBytes = requestLimits.bytes

const tooLong: Issue = { code: 'too-large', pointer: '', message: `The line is longer than ${limitBytes} bytes.` }

/** Reads one line, which is nothing if it is blank. The place of an issue is a place in the whole body. */
const readLine = ({ number: line, bytes }: CutLine): readonly Item[] => {
  if (bytes === undefined) return [{ line, read: refused([tooLong]) }]
  if (bytes.every(isBlank)) return []
  const read = parseJsonBytes(bytes, requestLimits)
  if (read.ok) return [{ line, read }]
  const place = (issue: Issue): Issue => (issue.line === undefined ? issue : { ...issue, line })
  return [{ line, read: { ok: false, issues: read.issues.map(place) } }]
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0d || byte === 0x09

/**
 * Reads the requests of a body of lines, in a group for each piece that arrives. Blank lines are counted and skipped; the last
 * line may lack its end. A group has to be used up before the next is taken.
 */
export async function* readLineItems(pieces: AsyncIterable<Buffer>): AsyncGenerator<Iterable<Item>> {
  const cutter = createLineCutter(limitBytes)
  const read = function* (piece: Buffer): Generator<Item> {
    for (const line of cutter.cut(piece)) yield* readLine(line)
  }
  for await (const piece of pieces) yield read(piece)
  yield readLine(cutter.end())
}

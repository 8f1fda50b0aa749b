import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
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

const newline = 0x0a
const limitBytes = requestLimits.bytes

const tooLong: Issue = { code: 'too-large', pointer: '', message: `The line is longer than ${limitBytes} bytes.` }

/** Cuts bytes into lines as they arrive, and never holds more of a line than a request may have. */
const createLineCutter = () => {
  let held: Buffer[] = []
  let heldBytes = 0
  let line = 0
  const hold = (bytes: Buffer) => {
    heldBytes += bytes.length
    if (heldBytes <= limitBytes) held.push(bytes)
    else held = []
  }
  const release = (): Item[] => {
    const bytes = Buffer.concat(held)
    const isTooLong = heldBytes > limitBytes
    ;[held, heldBytes, line] = [[], 0, line + 1]
    if (isTooLong) return [{ line, read: refused([tooLong]) }]
    return bytes.every(isBlank) ? [] : [{ line, read: readLine(bytes, line) }]
  }
  return { hold, release }
}

/** Reads one line. The place of an issue is a place in the whole body. */
const readLine = (bytes: Buffer, line: number): Checked<unknown> => {
  const read = parseJsonBytes(bytes, requestLimits)
  if (read.ok) return read
  return { ok: false, issues: read.issues.map(issue => (issue.line === undefined ? issue : { ...issue, line })) }
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0d || byte === 0x09

/**
 * Reads the requests of a body of lines, in a group for each piece that arrives. Blank lines are counted and skipped; the last
 * line may lack its end. A group has to be used up before the next is taken.
 */
export async function* readLineItems(pieces: AsyncIterable<Buffer>): AsyncGenerator<Iterable<Item>> {
  const { hold, release } = createLineCutter()
  const cut = function* (piece: Buffer): Generator<Item> {
    let start = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      hold(piece.subarray(start, end))
      yield* release()
      start = end + 1
    }
    if (start < piece.length) hold(piece.subarray(start))
  }
  for await (const piece of pieces) yield cut(piece)
  yield release()
}

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Issue } from '@virtual-school/rules'
import type { Terminal } from '../terminal/terminal.ts'
import { type InputLine, splitLines } from './lines.ts'
import { type Notation, notations } from './read-requests.ts'

/** A file is read in pieces of so many bytes: enough lines to be answered together. */
const pieceBytes = 2 ** 20

/** The lines of a batch as they come, and how the reading of them goes. */
export interface Input {
  readonly lines: AsyncGenerator<readonly InputLine[]>
  /** Undefined if it cannot be known beforehand. */
  readonly totalBytes: number | undefined
  readonly state: { bytes: number; isUnreadable: boolean }
}

/** A file, or stdin for `-`. What cannot be read ends the lines and says so in `state`. */
export const openInput = async (file: string, terminal: Terminal): Promise<Input> => {
  const state = { bytes: 0, isUnreadable: false }
  const stream = file === '-' ? terminal.stdin : createReadStream(file, { highWaterMark: pieceBytes })
  // It may fail before anybody reads it, and would then end the process; the one who reads it later sees the failure.
  stream.once('error', () => {})
  const counted = async function* (): AsyncGenerator<Buffer | string> {
    try {
      for await (const piece of stream as AsyncIterable<Buffer | string>) {
        state.bytes += piece.length
        yield piece
      }
    } catch {
      state.isUnreadable = true
    }
  }
  const size =
    file === '-'
      ? undefined
      : await stat(file).then(
          found => found.size,
          () => undefined,
        )
  return { lines: splitLines(counted()), totalBytes: size, state }
}

/** Of input that could not be read to its end. `file`: its name, or - for stdin. */
export const unreadable = (file: string): Issue => ({
  code: 'unreadable',
  pointer: '',
  message: 'The input could not be read to its end. Name a file of NDJSON or CSV, or - for stdin.',
  ...(file === '-' ? {} : { file }),
})

/** How the input is written: as given, else by the file’s name, else by its first line. */
export const chooseNotation = (given: Notation | undefined, file: string, first: InputLine | undefined): Notation => {
  if (given !== undefined) return given
  const ending = file.toLowerCase().split('.').at(-1)!
  if ((notations as readonly string[]).includes(ending)) return ending as Notation
  if (ending === 'jsonl' || ending === 'json') return 'ndjson'
  return first === undefined || 'issue' in first || /^[{[]/.test(first.text) ? 'ndjson' : 'csv'
}

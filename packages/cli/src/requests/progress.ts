import { SingleBar } from 'cli-progress'
import type { Terminal } from '../terminal/terminal.ts'

/** How far a batch is, for a person who watches. */
export interface ProgressBar {
  /** Takes the bar away until it is next drawn, so that a result can stand in its place if both go to one terminal. */
  readonly clear: () => void
  /** Lines answered and bytes read so far. */
  readonly at: (lines: number, bytes: number) => void
  readonly end: () => void
}

const silent: ProgressBar = { clear: () => {}, at: () => {}, end: () => {} }

/** The same of a caseload: how many children have been answered. */
export const childrenBar = (
  terminal: Terminal,
  childrenCount: number,
): { readonly at: (children: number) => void; readonly end: () => void } => {
  if (!terminal.isTty.stderr) return { at: () => {}, end: () => {} }
  const bar = new SingleBar({
    format: '{bar} {percentage}% · {value} of {total} children',
    stream: terminal.stderr,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 30,
  })
  bar.start(childrenCount, 0)
  return { at: children => bar.update(children), end: () => bar.stop() }
}

/** A bar on stderr for a person who watches; a count alone if the size of the input is not known. */
export const progressBar = (terminal: Terminal, totalBytes: number | undefined): ProgressBar => {
  if (!terminal.isTty.stderr) return silent
  const format = totalBytes === undefined ? '{lines} lines' : '{bar} {percentage}% · {lines} lines'
  const bar = new SingleBar({ format, stream: terminal.stderr, clearOnComplete: true, hideCursor: true, barsize: 30 })
  bar.start(totalBytes ?? 0, 0, { lines: 0 })
  return {
    clear: terminal.isTty.stdout ? () => void terminal.stderr.write('\r\u001B[K') : () => {},
    at: (lines, bytes) => bar.update(bytes, { lines: lines.toLocaleString('en-GB') }),
    end: () => bar.stop(),
  }
}

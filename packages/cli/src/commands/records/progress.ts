import { type ProgressLine, progressLine } from '../../terminal/progress-line.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** For a person who watches: how many records were looked at, of how many if that is known. */
export const recordsProgress = (
  terminal: Terminal,
): { readonly show: (done: number, of?: number | null) => void; readonly clear: ProgressLine['clear'] } => {
  const { show, clear } = progressLine(terminal)
  const number = (count: number): string => count.toLocaleString('en-GB')
  return { show: (done, of) => show(`${number(done)}${of ? ` of ${number(of)}` : ''} records`), clear }
}

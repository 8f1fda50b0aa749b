import type { Terminal } from './terminal.ts'

/** One line on stderr for a person who watches, written over as the work goes on; nothing is written if nobody does. */
export interface ProgressLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}

/** The progress line of a terminal. */
export const progressLine = ({ isTty, stderr }: Terminal): ProgressLine => {
  const show = (text: string): void => {
    if (isTty.stderr) stderr.write(`\r\u001B[K${text}`)
  }
  return { show, clear: () => show('') }
}

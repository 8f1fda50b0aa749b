import type { Terminal } from '../terminal.ts'

/** On stderr, for a person who watches: which question is compared. */
export const pairProgress = ({ isTty, stderr }: Terminal) => {
  const show = (text: string): void => {
    if (isTty.stderr) stderr.write(`\r\u001B[K${text}`)
  }
  return {
    at: (authority: string, decision: string, done: number, all: number): void =>
      show(`${done + 1} of ${all}: ${authority} ${decision}`),
    end: (): void => show(''),
  }
}

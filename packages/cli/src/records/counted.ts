import type { Terminal } from '../terminal.ts'

/** On stderr, for a person who watches: how many records were looked at. */
export const counted = ({ isTty, stderr }: Terminal) => {
  const show = (text: string): void => {
    if (isTty.stderr) stderr.write(`\r\u001B[K${text}`)
  }
  return {
    at: (done: number, of?: number | null): void =>
      show(`${done.toLocaleString('en-GB')}${of ? ` of ${of.toLocaleString('en-GB')}` : ''} records`),
    end: (): void => show(''),
  }
}

import type { CheckProgress } from '@virtual-school/verify'
import type { Terminal } from '../terminal.ts'

/** One line on stderr for a person who watches, written over as the work goes on. */
export const checkProgress = ({ stderr, isTty }: Terminal) => {
  const clear = () => void stderr.write('\r\u001B[K')
  if (!isTty.stderr) return { at: () => {}, end: () => {} }
  return {
    at: ({ authority, decision, done, total }: CheckProgress) => {
      clear()
      stderr.write(`${done + 1} of ${total}: ${authority}, ${decision}`)
    },
    end: clear,
  }
}

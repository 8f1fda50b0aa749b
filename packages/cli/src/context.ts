import type { ExitCode } from './exit.ts'
import type { Terminal } from './terminal.ts'

/** What a command is given: the world outside, and where to say how it ended. */
export interface Context {
  readonly terminal: Terminal
  readonly finish: (code: ExitCode) => void
}

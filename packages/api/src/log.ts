import type { LogLevel } from './settings.ts'

/** Says what the service does, one JSON object a line. What goes in holds no fact, no query and no body. */
export interface Log {
  readonly error: (event: string, details?: LogDetails) => void
  readonly info: (event: string, details?: LogDetails) => void
  readonly debug: (event: string, details?: LogDetails) => void
}
type LogDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>

const weight: Record<LogLevel, number> = { silent: 0, error: 1, info: 2, debug: 3 }

export const createLog = (level: LogLevel, write: (line: string) => void, now: () => Date): Log => {
  const at = (own: LogLevel) => (event: string, details?: LogDetails) => {
    if (weight[own] <= weight[level])
      write(`${JSON.stringify({ time: now().toISOString(), level: own, event, ...details })}\n`)
  }
  return { error: at('error'), info: at('info'), debug: at('debug') }
}

export const noLog: Log = { error: () => {}, info: () => {}, debug: () => {} }

/** Where something went wrong, without its message: that may quote what was sent, which may be about a child. */
export const withoutMessage = (thrown: unknown): LogDetails =>
  thrown instanceof Error
    ? {
        name: thrown.name,
        stack: (thrown.stack ?? '')
          .split('\n')
          .filter(line => /^\s+at /.test(line))
          .map(line => line.trim()),
      }
    : { name: typeof thrown }

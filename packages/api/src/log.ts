import { pino } from 'pino'

/** How much is logged, from nothing to everything. No level logs a fact. */
export const logLevels = ['silent', 'error', 'info', 'debug'] as const
/** One of `logLevels`. */
export type LogLevel = (typeof logLevels)[number]

/** The log of the service, one JSON object a line. Nothing that is logged holds a fact, a query or a body. */
export interface Log {
  readonly error: (event: string, details?: LogDetails) => void
  readonly warn: (event: string, details?: LogDetails) => void
  readonly info: (event: string, details?: LogDetails) => void
  readonly debug: (event: string, details?: LogDetails) => void
}
/** The members of a line besides its level, its event and its time. Undefined ones are left out. */
export type LogDetails = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** Creates a log that writes lines of `level` and above. `now` is the clock. */
export const createLog = (level: LogLevel, write: (line: string) => void, now: () => Date): Log => {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: label => ({ level: label === 'warn' ? 'warning' : label }) },
    },
    { write },
  )
  return {
    error: (event, details = {}) => logger.error(details, event),
    warn: (event, details = {}) => logger.warn(details, event),
    info: (event, details = {}) => logger.info(details, event),
    debug: (event, details = {}) => logger.debug(details, event),
  }
}

/** A log that writes nothing. */
export const noLog: Log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }

/** What was thrown, and its stack, without its message: that may quote what was sent, which may be about a child. */
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

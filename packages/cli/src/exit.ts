/** How a command ends. */
export const exitCodes = {
  done: 0,
  /** A test or a check failed. */
  failed: 1,
  /** The input was refused; nothing was done with it. */
  refused: 2,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

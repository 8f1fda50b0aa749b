/** The command as a function, for tests and for other programs. */

export type { Prompter, Question, Reply } from './ask/prompter.ts'
export { type ExitCode, exitCodes } from './exit.ts'
export { run } from './run.ts'
export type { Terminal } from './terminal.ts'

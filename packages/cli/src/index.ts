/** The command as a function, for tests and for other programs. */

export { run } from './run.ts'
export type { Prompter, PromptQuestion, PromptReply } from './terminal/prompter.ts'
export type { Terminal } from './terminal/terminal.ts'
export { type ExitCode, exitCodes } from './terminal/terminal.ts'

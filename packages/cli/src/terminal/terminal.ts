import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { type Issue, issueLine } from '@virtual-school/rules'
import { oneLine } from '@virtual-school/rules/internal'
import type { Prompter } from './prompter.ts'

/** How a command ends. */
export const exitCodes = {
  done: 0,
  /** A test or a check failed. */
  failed: 1,
  /** The input was refused; nothing was done with it. */
  refused: 2,
} as const

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What a command is given: the world outside, and a function to say how it ended. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly finish: (code: ExitCode) => void
}

/** Says every issue, as data on stdout or a line each on stderr, and ends with the code for refused input. */
export const refuse = async (terminal: Terminal, issues: readonly Issue[], format: string): Promise<ExitCode> => {
  if (format === 'json') await printJson(terminal, { issues })
  else await remark(terminal, issues.map(issue => oneLine(issueLine(issue))).join('\n'))
  return exitCodes.refused
}

/** Everything a command has of the world outside, besides the files it is told to read. */
export interface Terminal {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** Whether a person sits at that end. */
  readonly isTty: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** Resolves when the person asks a running service to stop; absent: at once, when it has started. */
  readonly untilStopped?: () => Promise<void>
  /** Calls back whenever the person asks a running service to load its rules again; absent: never. */
  readonly onReload?: (reload: () => void) => void
  /** Who puts the questions of `ask`; absent: @clack/prompts. */
  readonly prompter?: Prompter
  /** The checkout in which the command was built, in which its own rules may be edited; absent: it was installed. */
  readonly checkout?: string
  /** The program of a batch’s worker threads; absent: the built one beside this. */
  readonly workerFile?: URL
}

/** Writes, and waits while the reader is behind, so that output never piles up in memory. */
export const write = async (stream: Writable, text: string): Promise<void> => {
  if (!stream.write(text)) await once(stream, 'drain')
}

/** Writes to stdout, with a line break at the end. */
export const print = (terminal: Terminal, text: string): Promise<void> =>
  write(terminal.stdout, text.endsWith('\n') ? text : `${text}\n`)

/** Writes one value to stdout, as JSON on one line. */
export const printJson = (terminal: Terminal, value: unknown): Promise<void> => print(terminal, JSON.stringify(value))

/** Writes to stderr, with a line break at the end: what is said beside the result. */
export const remark = (terminal: Terminal, text: string): Promise<void> =>
  write(terminal.stderr, text.endsWith('\n') ? text : `${text}\n`)

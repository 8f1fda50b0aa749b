import type { Command } from 'commander'
import { example, formatOption } from '../../terminal/options.ts'
import type { CommandContext } from '../../terminal/terminal.ts'

/** A command under `records`. */
export interface RecordsCommand {
  readonly usage: string
  readonly description: string
  readonly examples: readonly string[]
  readonly formats?: readonly string[]
}

/** Adds a command with what all of them take: `--data`, `--actor`, `--format`. */
export const addRecordsCommand = (
  records: Command,
  { usage, description, examples, formats = ['text', 'json'] }: RecordsCommand,
): Command =>
  records
    .command(usage)
    .description(description)
    .option('--data <dir>', 'where the service keeps its data; absent: DATA_DIR, or ./data')
    .option('--realm <name>', 'whose references are meant, if councils share the records; absent: default')
    .option('--actor <reference>', 'who is asking: your staff reference, which means nothing to others')
    .addOption(formatOption(formats))
    .addHelpText('after', example(...examples))

/** The two ways in which a child is named on a command line. */
export const addSubjectOptions = (command: Command): Command =>
  command
    .option('--subject <reference>', 'the child, by the reference that was sent with requests')
    .option('--record <id>', 'the child, as the one whom this record is about')

/** The options that name a child. */
export interface SubjectOptions {
  readonly subject?: string
  readonly record?: string
}

const randomNumber = /^[0-9a-f]{32}$/

/** The random number that records show for a child is taken for a reference too. */
export const toSubject = ({ subject, record }: SubjectOptions) =>
  subject !== undefined && randomNumber.test(subject) ? { subject, record } : { subjectRef: subject, record }

/** Adds one command to `records`. */
export type AddRecordsCommand = (records: Command, context: CommandContext) => void

import { oneLine } from '@virtual-school/rules/internal'
import { Command, CommanderError } from 'commander'
import { addAsk } from './commands/ask/ask.ts'
import { addBatch } from './commands/batch/batch.ts'
import { addCaseload } from './commands/caseload/caseload.ts'
import { addCheck } from './commands/check/check.ts'
import { addDecide } from './commands/decide.ts'
import { addDecisions } from './commands/decisions.ts'
import { addDiff } from './commands/diff/diff.ts'
import { addFacts } from './commands/facts.ts'
import { addKeys } from './commands/keys/keys.ts'
import { addMcp } from './commands/mcp/mcp.ts'
import { addRealms } from './commands/realms.ts'
import { addRecords } from './commands/records/records.ts'
import { addRegister } from './commands/register/register.ts'
import { addRules } from './commands/rules/rules.ts'
import { addSchema } from './commands/schema.ts'
import { addServe } from './commands/serve.ts'
import { addSource } from './commands/source/source.ts'
import { addSources } from './commands/sources/sources.ts'
import { addSql } from './commands/sql/sql.ts'
import { addTest } from './commands/test/test.ts'
import { addTypes } from './commands/types.ts'
import { addWhyNot } from './commands/why-not.ts'
import { example } from './terminal/options.ts'
import { type CommandContext, type ExitCode, exitCodes, refuse, remark, type Terminal } from './terminal/terminal.ts'
import { findFormat, unknownCommand, usageIssue } from './terminal/usage.ts'
import { commandVersion } from './terminal/version.ts'

const adders = [
  addDecide,
  addAsk,
  addWhyNot,
  addBatch,
  addCaseload,
  addSql,
  addCheck,
  addTest,
  addDiff,
  addRules,
  addFacts,
  addDecisions,
  addSources,
  addSource,
  addRegister,
  addSchema,
  addTypes,
  addServe,
  addMcp,
  addKeys,
  addRealms,
]

/** Runs one command line (without the program’s own name). Never throws, and touches nothing but `terminal` and the files named. */
export const run = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let code: ExitCode = exitCodes.done
  try {
    const finish = (ended: ExitCode) => {
      code = ended
    }
    const program = programFor({ terminal, finish })
    await addRecords(program, { terminal, finish }, argv)
    const names = program.commands.map(command => command.name())
    // Commander would print the help of everything, and not say why.
    const about = argv[0] === 'help' ? argv[1] : undefined
    if (about !== undefined && !about.startsWith('-') && ![...names, 'help'].includes(about))
      return refuse(terminal, [unknownCommand(about, names)], findFormat(argv))
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    return error instanceof CommanderError ? usage(error, argv, terminal) : internalError(error, terminal)
  }
}

const programFor = (context: CommandContext): Command => {
  const program = new Command('virtual-school')
    .description('Answers questions about English virtual schools from published guidance, and shows why.')
    .version(commandVersion(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: text => void context.terminal.stdout.write(text),
      writeErr: text => void context.terminal.stderr.write(text),
      outputError: () => {},
    })
    .addHelpText(
      'after',
      `${example('virtual-school decide reduced-timetable --authority luton --set careStatus=looked-after --set ageYears=14')}\nEnds with 0: done, 1: a test or check failed, or rows were refused, 2: refused input.\n`,
    )
  for (const add of adders) add(program, context)
  return program
}

const usage = (error: CommanderError, argv: readonly string[], terminal: Terminal): Promise<ExitCode> | ExitCode => {
  if (error.exitCode === 0) return exitCodes.done
  return error.code === 'commander.help' ? exitCodes.refused : refuse(terminal, [usageIssue(error)], findFormat(argv))
}

const internalError = async (error: unknown, terminal: Terminal): Promise<ExitCode> => {
  const message = error instanceof Error ? error.message : String(error)
  await remark(terminal, `virtual-school: internal error: ${oneLine(message)}`).catch(() => {})
  return exitCodes.failed
}

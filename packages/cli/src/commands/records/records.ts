import type { Command } from 'commander'
import { example } from '../../terminal/options.ts'
import type { CommandContext } from '../../terminal/terminal.ts'

/**
 * Adds `records`: what was decided, by which rules, what people did about it, and whether that can be relied on. What is under
 * it brings databases along, and so is loaded only if the command line names it.
 */
export const addRecords = async (program: Command, context: CommandContext, argv: readonly string[]): Promise<void> => {
  const records = program
    .command('records')
    .description('read, check, replay, export and erase what the service recorded')
    .addHelpText(
      'after',
      example('virtual-school records list --decision reduced-timetable', 'virtual-school records verify'),
    )
  if (!argv.includes('records')) return
  const { recordsCommands } = await import('./commands.ts')
  for (const add of recordsCommands) add(records, context)
}

import type { Command } from 'commander'
import { openRules } from '../../rules/open-rules.ts'
import { example, rulesOption } from '../../terminal/options.ts'
import { type CommandContext, type ExitCode, exitCodes, refuse, type Terminal } from '../../terminal/terminal.ts'

/** Adds `mcp`: tools for an assistant, by the Model Context Protocol, over standard input and output. */
export const addMcp = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('mcp')
    .description('answer an assistant by the Model Context Protocol, over standard input and output; keeps nothing')
    .addOption(rulesOption())
    .addHelpText('after', example('virtual-school mcp', 'virtual-school mcp --rules rules'))
    .action(async ({ rules }: { readonly rules?: string }) => finish(await mcp(rules, terminal)))
}

const mcp = async (directory: string | undefined, terminal: Terminal): Promise<ExitCode> => {
  const rules = await openRules(directory, terminal)
  if (!rules.ok) return refuse(terminal, rules.issues, 'text')
  // Loaded only if it is wanted: with it comes what speaks the protocol.
  const { answerAssistant } = await import('./answer.ts')
  await answerAssistant(rules.value, terminal)
  return exitCodes.done
}

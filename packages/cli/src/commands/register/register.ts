import { registerClasses } from '@virtual-school/rules'
import type { Command } from 'commander'
import { documentsOption } from '../../rules/documents.ts'
import { writableRulesOption } from '../../rules/writable.ts'
import { example, formatOption, rulesOption, wordOption } from '../../terminal/options.ts'
import type { CommandContext } from '../../terminal/terminal.ts'
import { type ListOptions, listRegister } from './list.ts'
import { type NewOptions, newRegister } from './new.ts'
import { type UpdateOptions, updateRegister } from './update.ts'

/** Adds `register new`, `register update` and `register list`: what became of each sentence of a source. */
export const addRegister = (program: Command, { terminal, finish }: CommandContext): void => {
  const register = program
    .command('register')
    .description('write, bring up to date and list what became of each sentence of a source')
    .addHelpText('after', example('virtual-school register new essex-virtual-school --authority essex'))
  const add = (usage: string, description: string, sample: string): Command =>
    register
      .command(usage)
      .description(description)
      .argument('<source>', 'the source, as sources lists it')
      .addOption(formatOption(['text', 'json']))
      .addHelpText('after', example(`virtual-school register ${usage} essex-virtual-school${sample}`))
  add(
    'new',
    'write a register with an entry for each sentence, each open until you say what became of it',
    ' --authority essex',
  )
    .requiredOption('--authority <authority>', 'whose register it is, as essex')
    .addOption(documentsOption())
    .addOption(writableRulesOption())
    .action(async (source: string, options: NewOptions) => finish(await newRegister(source, options, terminal)))
  add('update', 'hold a register against a new copy of its text: what moved, changed, is gone or is new', ' --write')
    .option('--authority <authority>', 'whose register; absent: the only one there is')
    .option('--write', 'write it: moved places, new sentences as open, a mark on those that are gone', false)
    .addOption(documentsOption())
    .addOption(writableRulesOption())
    .action(async (source: string, options: UpdateOptions) => finish(await updateRegister(source, options, terminal)))
  add(
    'list',
    'list the sentences of which nobody has said what became of them, and how many there are of each class',
    '',
  )
    .option('--authority <authority>', 'whose register; absent: all that there are')
    .addOption(wordOption('--class <class>', 'list those of this class', registerClasses).default('open'))
    .addOption(rulesOption())
    .action(async (source: string, options: ListOptions) => finish(await listRegister(source, options, terminal)))
}

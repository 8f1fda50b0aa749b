import { forces } from '@virtual-school/rules'
import type { Command } from 'commander'
import { documentsOption } from '../../rules/documents.ts'
import { writableRulesOption } from '../../rules/writable.ts'
import { example, formatOption, wordOption } from '../../terminal/options.ts'
import type { CommandContext } from '../../terminal/terminal.ts'
import { type AddOptions, addSource as add } from './add.ts'
import { type RenewOptions, renewSource } from './renew.ts'

/** Adds `source add ID` and `source renew ID`: copies of the texts that rules rest on, and their entries in sources.json. */
export const addSource = (program: Command, { terminal, finish }: CommandContext): void => {
  const source = program
    .command('source')
    .description('keep a copy of a text that rules rest on, and enter it among the sources')
    .addHelpText('after', example(addExample))
  const addVerb = (usage: string, description: string): Command =>
    source
      .command(usage)
      .description(description)
      .argument('<id>', 'the name of the source, as essex-virtual-school')
      .requiredOption('--file <page>', 'the words of the text, as plain text in UTF-8')
      .addOption(documentsOption())
      .addOption(writableRulesOption())
      .addOption(formatOption(['text', 'json']))
  addVerb('add', 'keep a copy of a new text with its day, and enter it in sources.json')
    .requiredOption('--authority <authority>', 'whose rules are to be made of it, as essex')
    .requiredOption('--title <title>', 'what the text is called')
    .requiredOption('--publisher <publisher>', 'whose text it is')
    .addOption(wordOption('--kind <kind>', 'the force that its words have by themselves', forces).makeOptionMandatory())
    .option('--address <url>', 'where it stands on the web')
    .option('--published <day>', 'the day or the month of its publication, as 2026-07')
    .addHelpText('after', example(addExample))
    .action(async (id: string, options: AddOptions) => finish(await add(id, options, terminal)))
  addVerb('renew', 'keep a new copy of a text that is entered already; the old one stays')
    .addHelpText('after', example('virtual-school source renew essex-virtual-school --file page.txt'))
    .action(async (id: string, options: RenewOptions) => finish(await renewSource(id, options, terminal)))
}

const addExample =
  'virtual-school source add essex-virtual-school --file page.txt --authority essex --title "Essex Virtual School" --publisher "Essex County Council" --kind local-policy'

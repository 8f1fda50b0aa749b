import { vocabularyTypes } from '@virtual-school/rules'
import { type Command, InvalidArgumentError } from 'commander'
import { openRules } from '../rules/open-rules.ts'
import { example } from '../terminal/options.ts'
import { type CommandContext, exitCodes, print, refuse } from '../terminal/terminal.ts'

/** Adds `types`: the words of some rules as TypeScript, so that a slip in them does not compile. */
export const addTypes = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('types')
    .description(
      'print the questions, facts, words and answers of the rules as TypeScript, for loadRules<Name>(directory)',
    )
    .argument('[dir]', 'the directory; absent: the rules published with this command')
    .option('--name <name>', 'what the type is called', typeName, 'RulesVocabulary')
    .addHelpText('after', example('virtual-school types rules --name CouncilVocabulary > council-vocabulary.ts'))
    .action(async (directory: string | undefined, { name }: { readonly name: string }) => {
      const rules = await openRules(directory, terminal)
      if (!rules.ok) return finish(await refuse(terminal, rules.issues, 'text'))
      await print(terminal, vocabularyTypes(rules.value.rulebook, name))
      finish(exitCodes.done)
    })
}

const typeName = (word: string): string => {
  if (/^[A-Z][A-Za-z0-9]{0,79}$/.test(word)) return word
  throw new InvalidArgumentError('The name of a type is expected: a capital, then letters and digits.')
}

import { codesOfFact, type FactInReturn, type Rules, type VocabularyFact } from '@virtual-school/rules'
import type { Command } from 'commander'
import { lookUp } from '../rules/look-up.ts'
import { card, columns } from '../terminal/layout.ts'
import { example, formatOption, rulesOption } from '../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../terminal/terminal.ts'

interface FactsOptions {
  readonly format: string
  readonly rules?: string
}

/** Adds `facts`: what may be asked about a child, or everything about one such fact. */
export const addFacts = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('facts')
    .description('list the facts that decisions ask for, or show one')
    .argument('[name]', 'a fact, as careStatus')
    .addOption(formatOption(['text', 'json']))
    .addOption(rulesOption())
    .addHelpText('after', example('virtual-school facts careStatus'))
    .action(async (name: string | undefined, options: FactsOptions) => finish(await facts(name, options, terminal)))
}

const facts = (name: string | undefined, options: FactsOptions, terminal: Terminal): Promise<ExitCode> =>
  lookUp(
    { ...options, name, terminal, load: { codes: true } },
    {
      word: 'fact',
      member: 'facts',
      code: 'unknown-fact',
      all: rules => rules.facts.map(fact => withReturns(rules, fact)),
      idOf: fact => fact.name,
      list: found => columns(found.map(fact => [fact.name, permitted(fact), fact.question])),
      show: showFact,
    },
  )

/** Its place in the vocabulary is how the library counts, not part of the fact; the codes of national returns are. */
type Fact = Omit<VocabularyFact, 'index'> & { readonly returns: readonly FactInReturn[] }
const withReturns = ({ rulebook }: Rules, { index, ...fact }: VocabularyFact): Fact => ({
  ...fact,
  returns: codesOfFact(rulebook, fact.name),
})

const permitted = ({ type, min, max, values }: Fact): string => {
  if (type === 'boolean') return 'true or false'
  if (type === 'integer') return `${min} to ${max}`
  return type === 'date' ? 'date' : count(values?.length ?? 0)
}
const count = (words: number): string => `one of ${words} words`

const inWords = ({ set, column, codes, value }: FactInReturn): string =>
  `${set} ${[column, ...(codes.length > 0 ? [codes.join(', ')] : [])].join(' ')}${value === undefined ? '' : `: ${value}`}`

const showFact = (fact: Fact): string =>
  card(fact.name, [
    ['question', fact.question],
    ['help', fact.help],
    ['permitted', fact.values?.map(one => `${one.value}: ${one.statement}`) ?? permitted(fact)],
    ['asked when', fact.relevantWhen && JSON.stringify(fact.relevantWhen)],
    ['worked out', fact.derived && 'from other facts, when it is not given'],
    ['in returns', fact.returns.map(inWords)],
    ['data', `${fact.classification}${fact.kept ? '' : '; never kept'}`],
    ['changeable', fact.changeable ? 'yes, by acting' : 'no'],
  ])

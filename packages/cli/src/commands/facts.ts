import { codesOfFact, type FactInReturn, type VocabularyFact } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { addLookUp } from '../rules/look-up.ts'
import { card, columns } from '../terminal/layout.ts'
import type { CommandContext } from '../terminal/terminal.ts'

/** Adds `facts`: what may be asked about a child, or everything about one such fact. */
export const addFacts = (program: Command, context: CommandContext): void => {
  addLookUp(program, context, {
    description: 'list the facts that decisions ask for, or show one',
    argument: ['name', 'a fact', 'careStatus'],
    kind: {
      word: 'fact',
      member: 'facts',
      code: 'unknown-fact',
      all: rules => rules.facts.map(fact => withReturns(rules, fact)),
      idOf: fact => fact.name,
      list: found => columns(found.map(fact => [fact.name, permitted(fact), fact.question])),
      show: showFact,
    },
    load: { codes: true },
  })
}

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

import type { Rule } from '@virtual-school/rules'
import { capital, type Rules, stop } from '@virtual-school/rules/internal'
import {
  type AuthorityWordbook,
  type ConditionWords,
  citationInWords,
  forceMeanings,
  ruleInWords,
} from '@virtual-school/rules/words'
import { placesOf } from '../held/places.ts'
import { publisherOf } from '../held/publishers.ts'
import { linksToRules } from '../held/rule-links.ts'
import { addressOf } from '../html/addresses.ts'
import { meaningsOf } from './meanings.ts'

/** One edition of a rule as its page shows it. `places` are the rules by which citations are given a place on the page of their source. */
export const describeEdition = (book: AuthorityWordbook, rule: Rule, places: Rules) => {
  const words = ruleInWords(book, rule)
  return {
    ...words,
    id: `from-${rule.effective.from ?? 'no-day'}`,
    force: `${capital(words.force)}: ${stop(forceMeanings[rule.force])}`,
    inForce: sentenceOf(words.inForce),
    days: words.inForce,
    when: asSentence(words.when),
    follows: distinct(words.follows).map(one => ({ ...one, words: asSentence(one.words) })),
    questions: [...rule.events.keys()].map(id => ({
      text: book.rulebook.decisions.get(id)!.question,
      href: addressOf.question(id),
    })),
    exceptedBy: linksTo(book, rule.exceptedBy),
    exceptionTo: linksTo(book, rule.exceptionTo),
    citations: rule.citations.map(one => describeCitation(places, one)),
    note: rule.note,
    meanings: meaningsOf(book, rule).map(one => ({
      ...one,
      said: one.said.map(said => ({ ...said, words: asSentence(said.words) })),
      citations: one.citations.map(citation => describeCitation(places, citation)),
    })),
  }
}

/** A clause that stands alone is a sentence; a heading goes on in the list below it. */
const asSentence = ({ text, parts }: ConditionWords): ConditionWords =>
  parts === undefined ? { text: sentenceOf(text) } : { text: capital(text), parts }

const sentenceOf = (text: string): string => capital(stop(text))

/** Several questions may have the same from one rule. */
const distinct = <T>(said: readonly T[]): readonly T[] => [
  ...new Map(said.map(one => [JSON.stringify(one), one])).values(),
]

/** A citation in words, with a link to the sentence on the page of its source. */
const describeCitation = (rules: Rules, citation: Rule['citations'][number]) => ({
  ...citationInWords(rules.rulebook, citation),
  publisher: publisherOf(rules.rulebook.sources.get(citation.source)!),
  href: addressOf.source(citation.source, placesOf(rules, citation.source).idOf(citation)),
})

/** A link to each rule of these names, by the title of its latest edition. */
const linksTo = ({ rulebook, authority }: AuthorityWordbook, names: readonly string[]) =>
  linksToRules(
    rulebook,
    names.flatMap(name => authority.rules.findLast(one => one.name === name) ?? []),
  )

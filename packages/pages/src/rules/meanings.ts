import type { Definition, Reading, Rule, VocabularyFact } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { type AuthorityWordbook, conditionInWords, factClause, type LabelledWords } from '@virtual-school/rules/words'
import { conditionsOf, reachedFrom } from '../held/reached.ts'
import { rulesWords } from '../words/rules.ts'

type Citations = Rule['citations']

/** What a word of a rule stands for. */
export interface Meaning {
  readonly heading: string
  readonly texts: readonly string[]
  readonly said: readonly LabelledWords[]
  readonly citations: Citations
}

/** What the words of a rule stand for, and the judgements that it rests on. */
export const meaningsOf = (book: AuthorityWordbook, rule: Rule): readonly Meaning[] => {
  const { definitions, facts, readings } = reachedFrom(book, conditionsOf(book, rule), true)
  const ofDeadlines = [...rule.events.values()].flat().flatMap(event => {
    const id = event.type === 'deadline' ? event.reading : undefined
    return id === undefined ? [] : [book.authority.readings.get(id)!]
  })
  return [
    ...definitions.map(one => ofDefinition(book, one)),
    ...facts.filter(one => one.derived !== undefined).map(one => ofFact(book, one)),
    ...[...new Set([...readings, ...ofDeadlines])].map(ofReading),
  ]
}

const noteOf = (note: string | undefined): readonly string[] => (note === undefined ? [] : [note])

const ofDefinition = (book: AuthorityWordbook, { statement, conditions, citations, note }: Definition): Meaning => {
  const words = conditionInWords(book, conditions)
  // A meaning that only repeats the name is left to the note.
  const saysNoMore = words.parts === undefined && stop(words.text) === stop(statement)
  return {
    heading: capital(statement),
    texts: noteOf(note),
    said: saysNoMore ? [] : [{ label: rulesWords.meansWhen, words }],
    citations,
  }
}

const ofFact = (book: AuthorityWordbook, fact: VocabularyFact): Meaning => {
  const { from, cases = [], citations = [], note } = fact.derived ?? {}
  const all = [...(from === undefined ? [] : [{ value: true, when: from }]), ...cases]
  return {
    heading: capital(fact.label),
    texts: [rulesWords.workedOut, ...noteOf(note)],
    said: all.map(({ value, when }) => ({
      label: rulesWords.whenSo(capital(factClause(fact, value))),
      words: conditionInWords(book, when),
    })),
    citations,
  }
}

const ofReading = ({ title, taken, alternatives, citations, note }: Reading): Meaning => ({
  heading: rulesWords.judgement(title),
  texts: noteOf(note),
  said: [
    { label: rulesWords.taken, words: { text: stop(taken) } },
    ...alternatives.map(one => ({ label: rulesWords.couldMean, words: { text: stop(one.text) } })),
  ],
  citations,
})

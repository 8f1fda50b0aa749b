import type { Condition, Definition, Reading, VocabularyFact } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { citationInWords, conditionInWords, factClause } from '@virtual-school/rules/words'
import type { Entry } from './markdown.ts'
import { bullets, citationEntry, conditionEntry, labelledEntry, noteEntries, plain, section } from './markdown.ts'
import type { Reached } from './reached.ts'
import type { View } from './view.ts'

/** What the words in the conditions stand for. */
export const meaningsSection = (view: View, { definitions, facts }: Reached): readonly string[] =>
  section('What the words mean', [
    ...definitions.flatMap(one => definitionBlocks(view, one)),
    ...facts.flatMap(one => workedOutBlocks(view, one)),
  ])

type Citations = Definition['citations']

const citationEntries = ({ rulebook }: View, citations: Citations): readonly Entry[] =>
  citations.map(one => citationEntry(citationInWords(rulebook, one)))

const definitionBlocks = (view: View, { statement, conditions, citations, note }: Definition): readonly string[] =>
  section(
    capital(statement),
    [
      bullets([
        ...meaningEntries(view, statement, conditions),
        ...citationEntries(view, citations),
        ...noteEntries(note),
      ]),
    ],
    3,
  )

/** A meaning that only repeats the name is left to the note. */
const meaningEntries = (view: View, statement: string, conditions: Condition): readonly Entry[] => {
  const entry = conditionEntry('This is so when', conditionInWords(view, conditions))
  return entry.line === labelledEntry('This is so when', plain(stop(statement))).line ? [] : [entry]
}

/** A fact that follows from others unless somebody who knows says otherwise. */
const workedOutBlocks = (view: View, fact: VocabularyFact): readonly string[] => {
  const { from, cases = [], citations = [], note } = fact.derived ?? {}
  const entries = [
    ...(from === undefined
      ? []
      : [conditionEntry(`${capital(factClause(fact, true))} when`, conditionInWords(view, from))]),
    ...cases.map(({ value, when }) =>
      conditionEntry(`${capital(plain(factClause(fact, value)))} when`, conditionInWords(view, when)),
    ),
    ...citationEntries(view, citations),
    ...noteEntries(note),
  ]
  return section(
    capital(fact.label),
    [`If nobody says ${fact.label.startsWith('whether') ? 'so' : 'which'}, this is worked out.`, bullets(entries)],
    3,
  )
}

/** Wordings that can be understood in more than one way: what was taken, and what else they could mean. */
export const readingsSection = (view: View, readings: readonly Reading[]): readonly string[] =>
  section(
    'Judgements',
    readings.length === 0
      ? []
      : [
          'The words of these texts can be understood in more than one way. A decision that hangs on one of them says so, and what would come of the other meaning.',
          ...readings.flatMap(one => readingBlocks(view, one)),
        ],
  )

const readingBlocks = (view: View, { title, taken, alternatives, citations, note }: Reading): readonly string[] =>
  section(
    title,
    [
      bullets([
        labelledEntry('Taken to mean', plain(stop(taken))),
        ...alternatives.map(one => labelledEntry('It could also mean', plain(stop(one.text)))),
        ...citationEntries(view, citations),
        ...noteEntries(note),
      ]),
    ],
    3,
  )

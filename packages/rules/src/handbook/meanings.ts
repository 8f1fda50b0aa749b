import type { VocabularyFact } from '../compile/rulebook.ts'
import type { Definition, Reading } from '../language/rulebook.ts'
import { factClause } from '../wording/clauses.ts'
import { capital, stop } from '../wording/words.ts'
import { whenEntry } from './conditions.ts'
import { bullets, type Entry, plain, section, told } from './markdown.ts'
import type { Reached } from './reached.ts'
import { citationEntry } from './sources.ts'
import type { View } from './view.ts'

/** What the words in the conditions stand for. */
export const meaningsSection = (view: View, { definitions, facts }: Reached): readonly string[] =>
  section('What the words mean', [
    ...definitions.flatMap(one => definitionBlocks(view, one)),
    ...facts.flatMap(one => workedOutBlocks(view, one)),
  ])

const noteEntries = (note: string | undefined): readonly Entry[] =>
  note === undefined ? [] : [told('Note', plain(note))]

const definitionBlocks = (view: View, { statement, conditions, citations, note }: Definition): readonly string[] =>
  section(
    capital(statement),
    [
      bullets([
        ...meaningEntries(view, statement, conditions),
        ...citations.map(one => citationEntry(view.rulebook, one)),
        ...noteEntries(note),
      ]),
    ],
    3,
  )

/** Where the meaning only repeats the name, it is left to the note. */
const meaningEntries = (view: View, statement: string, conditions: Definition['conditions']): readonly Entry[] => {
  const entry = whenEntry(view, 'This is so when', conditions)
  return entry.line === told('This is so when', plain(stop(statement))).line ? [] : [entry]
}

/** A fact that follows from others unless somebody who knows says otherwise. */
const workedOutBlocks = (view: View, fact: VocabularyFact): readonly string[] => {
  const { from, cases = [], citations = [], note } = fact.derived ?? {}
  const entries = [
    ...(from === undefined ? [] : [whenEntry(view, `${capital(factClause(fact, true))} when`, from)]),
    ...cases.map(({ value, when }) => whenEntry(view, `${capital(plain(factClause(fact, value)))} when`, when)),
    ...citations.map(one => citationEntry(view.rulebook, one)),
    ...noteEntries(note),
  ]
  return section(
    capital(fact.label),
    [`Where nobody says ${fact.label.startsWith('whether') ? 'so' : 'which'}, this is worked out.`, bullets(entries)],
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
        told('Taken to mean', plain(stop(taken))),
        ...alternatives.map(one => told('It could also mean', plain(stop(one.text)))),
        ...citations.map(one => citationEntry(view.rulebook, one)),
        ...noteEntries(note),
      ]),
    ],
    3,
  )

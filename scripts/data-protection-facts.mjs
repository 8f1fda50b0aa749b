import { readersOfFacts } from './facts-read.mjs'
import { table } from './markdown-table.mjs'

/**
 * @typedef {import('@virtual-school/rules').Rules} Rules
 * @typedef {import('@virtual-school/rules').VocabularyFact} Fact
 * @typedef {import('./facts-read.mjs').Reader} Reader
 */

/** @type {Readonly<Record<Fact['classification'], { heading: string, said: string }>>} */
const kinds = {
  special: {
    heading: 'Special category data, and what it could be guessed from',
    said: 'The vocabulary calls a fact special where it is about health, disability or another matter that Article 9 names, where such a matter can be guessed from it, and where it tells of care, social work or special educational needs. Not all of that is special category data in law; all of it is treated as if it were.',
  },
  criminal: {
    heading: 'Criminal offence data',
    said: 'What Article 10 is about: offences, allegations and proceedings.',
  },
  personal: { heading: 'Other personal data', said: 'About the child, and neither of the two above.' },
  identifier: {
    heading: 'What could say by itself who the child is',
    said: 'Kept only where the last column says so.',
  },
  none: { heading: 'Not about the child', said: 'About the request alone.' },
}

/** @param {readonly Reader[]} readers */
const readersInWords = readers =>
  readers.map(({ decision, count }) => `\`${decision}\` (${count} ${count === 1 ? 'rule' : 'rules'})`).join(', ')

/** @param {Fact} fact @param {readonly Reader[]} readers */
const whyInWords = ({ name }, readers) => {
  if (name === 'dateOfBirth') return 'No rule reads it. `ageYears` and `compulsorySchoolAge` are worked out from it.'
  const [first] = readers.toSorted((a, b) => a.count - b.count)
  if (first === undefined) return 'No rule reads it. It only shows where facts contradict one another.'
  return `${readersInWords(readers)}. For example: “${first.example}”.`
}

/** @param {Fact} fact @param {readonly Reader[]} readers */
const row = (fact, readers) => [
  `\`${fact.name}\``,
  fact.label,
  whyInWords(fact, readers),
  fact.kept ? 'sealed, with the decision' : '**never**',
]

/** A section for each class of data, with every fact in it and why it is needed. @param {Rules} rules */
export const factSections = rules => {
  const readers = readersOfFacts(rules)
  return Object.entries(kinds)
    .map(([kind, { heading, said }]) => {
      const facts = rules.facts.filter(fact => fact.classification === kind)
      const body =
        facts.length === 0
          ? 'None. No fact of the vocabulary is of this kind, and what is not in the vocabulary is refused.'
          : table(
              ['Fact', 'What it is', 'Which questions read it, and how many rules', 'Kept'],
              facts.map(fact => row(fact, readers.get(fact.name) ?? [])),
            )
      return `### ${heading}\n\n${said}\n\n${body}`
    })
    .join('\n\n')
}

/** The facts that no rule reads, in a clause; empty where there are none. @param {Rules} rules */
export const unreadInWords = rules => {
  const readers = readersOfFacts(rules)
  const names = rules.facts
    .filter(fact => fact.kept && readers.get(fact.name)?.length === 0)
    .map(one => `\`${one.name}\``)
  return names.length === 0
    ? ''
    : `, save ${names.join(', ')}: no rule reads it, and a council may well ask why it is there`
}

/** @param {Rules} rules */
export const factCounts = rules =>
  table(
    ['Class', 'Facts'],
    Object.entries(kinds).map(([kind, { heading }]) => [
      heading,
      String(rules.facts.filter(fact => fact.classification === kind).length),
    ]),
  )

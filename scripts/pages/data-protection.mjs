import { readersOfFacts } from './facts-read.mjs'
import { relevantSettings } from './settings.mjs'
import { fillTemplate, table } from './template.mjs'

/**
 * @typedef {import('@virtual-school/rules').AnyRules} Rules
 * @typedef {import('@virtual-school/rules').VocabularyFact} Fact
 * @typedef {import('./facts-read.mjs').Reader} Reader
 */

/** @param {Rules} rules */
const questions = rules =>
  table(
    ['Question', 'Answers', 'In the handbook'],
    rules.decisions.map(({ id, question, answers }) => [
      question,
      answers.map(answer => `\`${answer.id}\``).join(', '),
      `[\`${id}\`](handbook/england/${id}.md)`,
    ]),
  )

/** @param {Rules} rules */
const notKept = rules =>
  rules.facts
    .filter(fact => !fact.kept)
    .map(fact => `- \`${fact.name}\`, ${fact.label}: used to work out other facts, and let go before anything is kept.`)
    .join('\n')

/** @param {readonly Reader[]} readers */
const readersInWords = readers =>
  readers
    .map(({ decision, count, textsCount }) => {
      const parts = [
        ...(count === 0 ? [] : [`${count} ${count === 1 ? 'rule' : 'rules'}`]),
        ...(textsCount === 0 ? [] : [`${textsCount} ${textsCount === 1 ? 'text' : 'texts'} not weighed`]),
      ]
      return `\`${decision}\` (${parts.join(', ')})`
    })
    .join(', ')

/** @param {Fact} fact @param {readonly Reader[]} readers */
const whyInWords = ({ name }, readers) => {
  if (name === 'dateOfBirth') return 'No rule reads it. `ageYears` and `compulsorySchoolAge` are worked out from it.'
  const [first] = readers.toSorted((a, b) => a.count - b.count)
  if (first === undefined) return 'No rule reads it. It only shows where facts contradict one another.'
  return `${readersInWords(readers)}. For example: “${first.example}”.`
}

/** @param {Fact} fact @param {readonly Reader[]} readers */
const factRow = (fact, readers) => [
  `\`${fact.name}\``,
  fact.label,
  whyInWords(fact, readers),
  fact.kept ? 'sealed, with the decision' : '**never**',
]

/** The facts of one class of data, and why each is needed. @param {readonly Fact[]} facts @param {ReturnType<typeof readersOfFacts>} readers */
const factTable = (facts, readers) =>
  facts.length === 0
    ? 'None. No fact of the vocabulary is of this kind, and what is not in the vocabulary is refused.'
    : table(
        [
          'Fact',
          'What it is',
          'Which questions read it, and how many rules, or texts of which no rule is made',
          'Kept',
        ],
        facts.map(fact => factRow(fact, readers.get(fact.name) ?? [])),
      )

/** @type {readonly Fact['classification'][]} */
const classes = ['special', 'criminal', 'personal', 'identifier', 'none']

/** For each class of data, how many facts there are and which. @param {Rules} rules @param {ReturnType<typeof readersOfFacts>} readers */
const factsByClass = (rules, readers) =>
  Object.fromEntries(
    classes.flatMap(kind => {
      const facts = rules.facts.filter(fact => fact.classification === kind)
      return [
        [`${kind}Count`, facts.length],
        [`${kind}Facts`, factTable(facts, readers)],
      ]
    }),
  )

/** The facts that no rule reads, in a clause; empty if there are none. @param {Rules} rules @param {ReturnType<typeof readersOfFacts>} readers */
const unreadInWords = (rules, readers) => {
  const names = rules.facts
    .filter(fact => fact.kept && readers.get(fact.name)?.length === 0)
    .map(one => `\`${one.name}\``)
  return names.length === 0
    ? ''
    : `, save ${names.join(', ')}: no rule reads it, and a council may well ask why it is there`
}

/**
 * `docs/data-protection-impact.md`: a DPIA, filled in as far as the vocabulary and the software can.
 * @param {{ rules: Rules, settingsTable: readonly import('./settings.mjs').SettingRow[] }} parts
 */
export const dataProtectionPage = ({ rules, settingsTable }) => {
  const readers = readersOfFacts(rules)
  return fillTemplate('data-protection-impact', {
    version: rules.version,
    questions: questions(rules),
    settings: relevantSettings(settingsTable),
    ...factsByClass(rules, readers),
    unread: unreadInWords(rules, readers),
    notKept: notKept(rules),
  })
}

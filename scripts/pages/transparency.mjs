import { relevantSettings } from './settings.mjs'
import { fillTemplate, table } from './template.mjs'

/** @typedef {import('@virtual-school/rules').AnyRules} Rules */

/** @param {Rules} rules */
const questions = rules =>
  table(
    ['Question', 'Possible answers', 'Rules'],
    rules.decisions.map(({ id, question, answers }) => [
      question,
      answers.map(answer => answer.summary).join('; '),
      String(rules.rules.filter(rule => rule.events.has(id)).length),
    ]),
  )

/** @param {Rules} rules */
const forces = rules =>
  [...new Set(rules.rules.map(rule => rule.force))]
    .map(force => ({ force, count: rules.rules.filter(rule => rule.force === force).length }))
    .sort((a, b) => b.count - a.count)
    .map(({ force, count }) => [force, String(count)])

/** @param {Rules} rules @param {string} kind */
const countFacts = (rules, kind) => rules.facts.filter(fact => fact.classification === kind).length || 'none'

/**
 * `docs/transparency-record.md`: an ATRS record, filled in from the rules, the decisions and the settings.
 * @param {{ rules: Rules, settingsTable: readonly import('./settings.mjs').SettingRow[] }} parts
 */
export const transparencyPage = ({ rules, settingsTable }) =>
  fillTemplate('transparency-record', {
    questionsCount: rules.decisions.length,
    firstQuestion: rules.decisions[0]?.question ?? '',
    rulesCount: rules.rules.length,
    authorities: rules.authorities.map(one => one.name).join(', '),
    sourcesCount: rules.sources.length,
    questions: questions(rules),
    forces: table(['Force', 'Rules'], forces(rules)),
    factsCount: rules.facts.length,
    specialCount: countFacts(rules, 'special'),
    criminalCount: countFacts(rules, 'criminal'),
    identifierCount: countFacts(rules, 'identifier'),
    settings: relevantSettings(settingsTable),
    sources: table(
      ['Title', 'Publisher', 'Kind'],
      rules.sources.map(({ title, publisher, kind }) => [title, publisher, kind]),
    ),
  })

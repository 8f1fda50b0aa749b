import type { Rules } from '@virtual-school/rules/internal'
import { dateInWords, deadlineTitle, itemTitle, roleTitle } from '@virtual-school/rules/words'
import type { AnswerRow, ChildDeadline } from '../answering/answer-row.ts'
import { clauseOfAnswer, noAnswer } from '../answering/answer-words.ts'

/** What a row says by the names of the rules, in words. */
export interface RowWords {
  readonly question: string
  readonly answer: string
  /** The answer without the duties that come of it. */
  readonly clause: string
  readonly deadlines: string
  /** What each deadline is for, and whose it is. */
  readonly dueOf: readonly string[]
  /** Each fact that is missing. */
  readonly missingOf: readonly string[]
  /** Why there is no answer, or what it turns on; empty if there is nothing to say. */
  readonly reason: string
}

/** The words of the rules for what rows say. */
export interface Wording {
  readonly ofRow: (row: AnswerRow) => RowWords
  readonly question: (decision: string) => string
  /** `sure` and `perhaps`: titles of duties. */
  readonly answer: (decision: string, answer: string, sure: readonly string[], perhaps: readonly string[]) => string
  readonly duty: (item: string) => string
  /** What a deadline is for and whose it is. */
  readonly deadline: (due: Pick<ChildDeadline, 'action' | 'role'>) => string
  readonly requirement: (decision: string, id: string) => string
  readonly fact: (name: string) => string
}

/** Words for what the rules have names for. */
export const wordsOf = (rules: Rules): Wording => {
  const { rulebook } = rules
  const words = {
    question: (decision: string) => rulebook.decisions.get(decision)?.question ?? '',
    answer: (decision: string, answer: string, sure: readonly string[], perhaps: readonly string[]) => {
      const maybe = perhaps.length === 0 ? '' : `; perhaps ${perhaps.join('; ')}`
      return `${clauseOfAnswer(rules, decision, answer)}${sure.length === 0 ? '' : `: ${sure.join('; ')}`}${maybe}`
    },
    duty: (item: string) => itemTitle(rules, 'duties', item),
    deadline: ({ action, role }: Pick<ChildDeadline, 'action' | 'role'>) =>
      `${deadlineTitle(rules, action)} (${roleTitle(rules, role)})`,
    requirement: (decision: string, id: string) =>
      rulebook.decisions.get(decision)?.requirements.find(one => one.id === id)?.title ?? id,
    fact: (name: string) => rulebook.factsByName.get(name)?.label ?? name,
  }
  return { ...words, ofRow: row => wordsOfRow(words, row) }
}

const wordsOfRow = (words: Omit<Wording, 'ofRow'>, row: AnswerRow): RowWords => {
  const { decision, status, issues, duties, dutiesPossible, deadlines, missing } = row
  const question = words.question(decision)
  const dueOf = deadlines.map(words.deadline)
  const said = { question, dueOf, missingOf: missing.map(words.fact) }
  if (status === 'refused') {
    const reason = reasonOf(issues.map(one => one.message))
    return { ...said, answer: noAnswer, clause: noAnswer, deadlines: '', reason }
  }
  return {
    ...said,
    answer: words.answer(decision, row.answer, duties.map(words.duty), dutiesPossible.map(words.duty)),
    clause: words.answer(decision, row.answer, [], []),
    deadlines: deadlines.map((due, i) => dueInWords(due, dueOf[i]!)).join('; '),
    reason: reasonOfNames(words, decision, row),
  }
}

/** What an answer turns on: requirements by their names, and facts. */
export const reasonOfNames = (
  words: Pick<Wording, 'requirement' | 'fact'>,
  decision: string,
  { unmet, notKnown, missing }: Pick<AnswerRow, 'unmet' | 'notKnown' | 'missing'>,
): string => {
  const titles = (ids: readonly string[]) => ids.map(id => words.requirement(decision, id))
  return reasonOf([
    listOf('Not met', titles(unmet)),
    listOf('Not known', titles(notKnown)),
    listOf('To find out, give', missing.map(words.fact)),
  ])
}

/** What is said, each once. */
const reasonOf = (texts: readonly string[]): string => [...new Set(texts)].filter(one => one !== '').join(' ')

/** “Not met: this; that.” Empty of nothing. */
const listOf = (heading: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${heading}: ${names.join('; ')}.`

/** “30 November 2026: the first review of the care plan (local authority)”. `what`: what it is for, in words. */
const dueInWords = ({ date, status }: Pick<ChildDeadline, 'date' | 'status'>, what: string): string =>
  `${status === 'possible' ? 'perhaps ' : ''}${date === '' ? 'no date' : dateInWords(date)}: ${what}`

import type { DecisionRequest } from '@virtual-school/rules/internal'
import {
  type CaseloadAnswers,
  type Column,
  type Columns,
  codeOf,
  dayOfNumber,
  emptyColumn,
  type Rules,
  unknownIn,
} from '@virtual-school/rules/internal'
import { type AnsweredParts, inDayOrder, inOrder, nothingSaid } from './answer-parts.ts'
import type { ChildDeadline } from './answer-row.ts'

/** What is asked of many children at once: one question, and the facts of each child. */
export interface ColumnsAsked {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
  readonly facts: readonly DecisionRequest['facts'][]
  readonly missing: boolean
}

/** The answers about many children, 32 a pass; undefined of a child whose facts cannot be so together, and of all if facts are not in the vocabulary. */
export const answerByColumns = (
  rules: Rules,
  { decision, authority, asOf, facts, missing }: ColumnsAsked,
): readonly (AnsweredParts | undefined)[] => {
  const columns = columnsOfFacts(rules, facts)
  const found =
    columns &&
    rules.answerAll({
      decision,
      authority,
      asOf,
      count: facts.length,
      columns,
      want: ['requirements', 'items', 'deadlines', ...(missing ? (['missing'] as const) : [])],
    })
  return found === undefined || 'issues' in found
    ? facts.map(() => undefined)
    : facts.map((_, child) => (found.refused[child] === 1 ? undefined : partsOfChild(rules, found, child)))
}

/** A column for each fact that is known of any child; undefined if a fact or a value is not in the vocabulary. */
const columnsOfFacts = ({ rulebook }: Rules, rows: readonly DecisionRequest['facts'][]): Columns | undefined => {
  const columns = new Map<string, Column>()
  for (const [child, row] of rows.entries())
    for (const name in row) {
      const value = row[name]
      if (value === null || value === undefined) continue
      const fact = rulebook.factsByName.get(name)
      if (fact === undefined) return undefined
      const column = columns.get(name) ?? emptyColumn(fact, rows.length)
      columns.set(name, column)
      const code = codeOf(fact, value)
      if (!(code > unknownIn(column)) || (fact.type === 'enum' && code < 0)) return undefined
      column[child] = code
    }
  return Object.fromEntries(columns)
}

const partsOfChild = (rules: Rules, found: CaseloadAnswers, child: number): AnsweredParts => {
  const possible = found.answers.filter((_, i) => ((found.possible[child]! >> i) & 1) === 1)
  const answer = possible.length === 1 ? possible[0]! : ''
  const required = (found.requirements ?? []).filter(one => one.applies[child] !== 0)
  const duties = (found.items ?? []).filter(one => one.list === 'duties')
  return {
    ...nothingSaid,
    decision: found.decision,
    authority: found.authority,
    asOf: found.asOf,
    status: answer === '' ? 'undetermined' : 'determined',
    answer,
    possibleAnswers: possible,
    duties: duties.filter(one => one.applies[child] === 2).map(one => one.item),
    dutiesPossible: duties.filter(one => one.applies[child] === 1).map(one => one.item),
    unmet: required.filter(one => one.met[child] === 0).map(one => one.id),
    notKnown: required.filter(one => one.met[child] === 1).map(one => one.id),
    deadlines: inDayOrder((found.deadlines ?? []).flatMap(one => deadlineOf(one, child) ?? [])),
    missing: answer === '' ? inOrder(rules, missingOf(found, child, 2), missingOf(found, child, 1)) : [],
  }
}

const deadlineOf = (
  { action, role, applies, date }: NonNullable<CaseloadAnswers['deadlines']>[number],
  child: number,
): ChildDeadline | undefined => {
  const truth = applies[child]
  if (truth === 0) return undefined
  const day = date[child]!
  const isKnown = day !== unknownIn(date)
  return { date: isKnown ? dayOfNumber(day) : '', action, role, status: truth === 2 ? 'applies' : 'possible' }
}

const missingOf = ({ missing = [] }: CaseloadAnswers, child: number, weight: number): readonly string[] =>
  missing.filter(one => one.matters[child] === weight).map(one => one.fact)

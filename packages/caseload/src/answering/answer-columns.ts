import { type Column, unknownIn } from '@virtual-school/rules'
import { type CaseloadAnswers, codeOf, dateOfDayNumber, proposedFact, type Rules } from '@virtual-school/rules/internal'
import { type AnsweredParts, inDayOrder, inOrder, nothingSaid } from './answer-parts.ts'
import type { ChildDeadline } from './answer-row.ts'

/** What is proposed for each child, as far as the question is about it; undefined if it is about none of that. */
export const pickActions = ({ rulebook }: Rules, actions: Column, decision: string): Column | undefined => {
  const fact = rulebook.factsByName.get(proposedFact)!
  const about = (rulebook.decisions.get(decision)?.proposes ?? []).map(one => codeOf(fact, one))
  const picked = actions.map(code => (about.includes(code) ? code : unknownIn(actions)))
  return picked.some(code => code !== unknownIn(picked)) ? picked : undefined
}

/** What a row says of the child at a place of the columns. */
export const partsOfChild = (rules: Rules, found: CaseloadAnswers, child: number): AnsweredParts => {
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
  return {
    date: day === unknownIn(date) ? '' : dateOfDayNumber(day),
    action,
    role,
    status: truth === 2 ? 'applies' : 'possible',
  }
}

const missingOf = ({ missing = [] }: CaseloadAnswers, child: number, weight: number): readonly string[] =>
  missing.filter(one => one.matters[child] === weight).map(one => one.fact)

import { columnsOf, type Scalar } from '@virtual-school/rules'
import { type CaseloadAnswers, proposedFact, type Rules } from '@virtual-school/rules/internal'
import { answerAlone, type CaseloadQuestion, factsOf, refusedRow, type ToldChild } from './answer-child.ts'
import { pickActions } from './answer-columns.ts'
import type { AnswerRow, WantedParts } from './answer-row.ts'

/** The answers about some children: most of them as columns, a set for each question, the others as rows. */
export interface AnsweredTogether {
  readonly children: readonly ToldChild[]
  /** The place of each child in the columns; −1 of one who is not there. */
  readonly placeOf: Int32Array
  readonly columns: readonly CaseloadAnswers[]
  /** The rows of children who are not in the columns. */
  readonly rows: ReadonlyMap<ToldChild, readonly AnswerRow[]>
  /** The row of a child who is there, and whose facts cannot be so together for one question: by question, then by child. */
  readonly refused: readonly ReadonlyMap<ToldChild, AnswerRow>[]
}

/**
 * Answers about some children. Children of whom the same is asked are answered together, 32 a pass. Who has to be told why there is
 * no answer, and everybody if readings are wanted, is answered alone.
 */
export const answerChildren = (
  rules: Rules,
  asked: CaseloadQuestion,
  { missing, readings }: Pick<WantedParts, 'missing' | 'readings'>,
  children: readonly ToldChild[],
): AnsweredTogether => {
  const placeOf = new Int32Array(children.length).fill(-1)
  const rows = new Map<ToldChild, readonly AnswerRow[]>()
  const facts: Readonly<Record<string, Scalar | null>>[] = []
  const alone = (child: ToldChild) => {
    const { decision } = child.folded.frame
    const decisions = decision === undefined ? asked.decisions : [decision]
    rows.set(
      child,
      decisions.map(one => answerAlone(rules, asked, child, one)),
    )
  }
  for (const [i, child] of children.entries()) {
    const { issues, frame } = child.folded
    if (issues.length > 0) rows.set(child, [refusedRow(rules, child, '', issues)])
    else if (readings || frame.decision !== undefined || frame.authority !== undefined) alone(child)
    else placeOf[i] = facts.push(factsOf(rules, asked, child.folded)) - 1
  }
  const found = columnsOf(rules, facts)
  if (!found.ok) {
    // Facts that are not in the vocabulary are told of the child who has them.
    for (const [i, child] of children.entries()) if (placeOf[i]! >= 0) alone(child)
    return { children, placeOf: placeOf.fill(-1), columns: [], rows, refused: [] }
  }
  const columns = asked.decisions.map(decision => {
    const { [proposedFact]: actions, ...others } = found.value.columns
    const about = actions && pickActions(rules, actions, decision)
    const known = about === undefined ? others : { ...others, [proposedFact]: about }
    return answerColumns(rules, { ...asked, decision, count: facts.length, columns: known, missing })
  })
  const refused = columns.map(({ refused: marks, decision }) => {
    const told = new Map<ToldChild, AnswerRow>()
    if (marks.includes(1))
      for (const [i, child] of children.entries())
        if (placeOf[i]! >= 0 && marks[placeOf[i]!] === 1) told.set(child, answerAlone(rules, asked, child, decision))
    return told
  })
  return { children, placeOf, columns, rows, refused }
}

const answerColumns = (
  rules: Rules,
  { missing, ...request }: Omit<Parameters<Rules['answerAll']>[0], 'want'> & { readonly missing: boolean },
): CaseloadAnswers => {
  const { decision, authority, asOf, count, columns } = request
  const want = ['requirements', 'items', 'deadlines', ...(missing ? (['missing'] as const) : [])] as const
  const found = rules.answerAll({ decision, authority, asOf, count, columns, want })
  // Question, council, day and every column were checked before.
  if ('issues' in found) throw new Error(found.issues.map(one => one.message).join(' '))
  return found
}

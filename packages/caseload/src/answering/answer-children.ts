import type { Rules } from '@virtual-school/rules/internal'
import { answerAlone, type CaseloadQuestion, headOf, refusedRow, requestFor, type ToldChild } from './answer-child.ts'
import { answerByColumns } from './answer-columns.ts'
import type { AnswerRow, WantedParts } from './answer-row.ts'

/**
 * The answers about some children: of each a row for each question, or a single one that says why there is none. Children of whom
 * the same is asked are answered together, 32 a pass. Who has to be told why there is no answer, and everybody if readings are
 * wanted, is answered alone.
 */
export const answerChildren = (
  rules: Rules,
  asked: CaseloadQuestion,
  { missing, readings }: Pick<WantedParts, 'missing' | 'readings'>,
  children: readonly ToldChild[],
): readonly (readonly AnswerRow[])[] => {
  const rows = children.map((): AnswerRow[] => [])
  const together: number[] = []
  for (const [i, child] of children.entries()) {
    const { issues, frame } = child.folded
    if (issues.length > 0) rows[i]!.push(refusedRow(rules, child, '', issues))
    else if (readings || frame.decision !== undefined || frame.authority !== undefined)
      for (const decision of frame.decision === undefined ? asked.decisions : [frame.decision])
        rows[i]!.push(answerAlone(rules, asked, child, decision))
    else together.push(i)
  }
  for (const decision of asked.decisions) {
    const facts = together.map(i => requestFor(rules, asked, children[i]!.folded, decision).facts)
    const found = answerByColumns(rules, { ...asked, decision, facts, missing })
    for (const [at, i] of together.entries()) {
      const [child, parts] = [children[i]!, found[at]]
      rows[i]!.push(
        parts === undefined ? answerAlone(rules, asked, child, decision) : { ...headOf(rules, child), ...parts },
      )
    }
  }
  return rows
}

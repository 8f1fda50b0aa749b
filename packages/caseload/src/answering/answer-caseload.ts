import { foldChild, type Rules } from '@virtual-school/rules/internal'
import { answerChild, type CaseloadQuestion } from './answer-child.ts'
import type { AnswerRow } from './answer-row.ts'
import type { GatheredChildren } from './gather.ts'

/** How often each thing came of a caseload. */
export interface CaseloadTally {
  children: number
  /** By question and answer, with a space between. */
  readonly answers: Map<string, number>
  /** Children and questions without an answer, by reason. */
  readonly refused: Map<string, number>
  /** By what a person would do about it: the message, without the place. */
  readonly warnings: Map<string, number>
}

/** An empty tally. */
export const startTally = (): CaseloadTally => ({
  children: 0,
  answers: new Map(),
  refused: new Map(),
  warnings: new Map(),
})

const countIn = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

/** The answers about every child, some children at a time, in the order in which they come; what came of it is added to the tally. */
export function* answerCaseload(
  rules: Rules,
  { children }: Pick<GatheredChildren, 'children'>,
  asked: CaseloadQuestion,
  tally: CaseloadTally,
): Generator<readonly AnswerRow[]> {
  let rows: AnswerRow[] = []
  for (const [key, told] of children) {
    const first = told[0]!
    const folded = foldChild(told, asked.asOf, { authority: asked.authority })
    for (const warning of folded.warnings) countIn(tally.warnings, warning.message)
    const id = key.startsWith('\n') ? '' : key
    const found = answerChild(rules, asked, { id, file: first.table.name, line: first.line, folded })
    for (const row of found) countRow(tally, row)
    tally.children += 1
    rows.push(...found)
    if (rows.length < portion) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

const portion = 2_000

const countRow = ({ answers, refused }: CaseloadTally, { status, decision, answer, issues }: AnswerRow): void => {
  if (status === 'refused') countIn(refused, issues[0]?.message ?? '')
  else countIn(answers, `${decision} ${answer === '' ? status : answer}`)
}

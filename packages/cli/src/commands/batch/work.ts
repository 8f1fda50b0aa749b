import { checkRules, type Refusal } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { InputLine } from '../../requests/lines.ts'
import { applyDefaults, readRequests } from '../../requests/read-requests.ts'
import { loadEvaluator } from '../../rules/evaluator.ts'
import { createAnswerTogether } from './answer-together.ts'
import { type RowParts, renderRows, rowPartsOf, toRow } from './csv-out.ts'
import type { AnsweredLines, Job } from './job.ts'
import { countResult } from './tally.ts'

/** Answers some lines. */
export type Work = (lines: readonly InputLine[]) => Promise<AnsweredLines>

/** Opens the rules for a job, in a worker thread as in the main one. */
export const openWork = async (job: Job): Promise<Work> => {
  const rules = await checkRules(job.rulesDirectory)
  if (!rules.ok) throw new Error('The rules changed while the batch ran.')
  return createWork(rules.value, job)
}

/** What is done with some lines: a result each, in their order. */
export const createWork = async (rules: Rules, job: Job): Promise<Work> => {
  if (job.to === 'csv' && job.engine === 'compiled') return rowsWork(rules, job)
  const { evaluate } = await loadEvaluator(rules, job.engine)
  return async lines => {
    const tally: Record<string, number> = {}
    const results: LineResult[] = []
    for (const { number, read } of readRequests(rules, job, lines)) {
      const result = read.ok ? await evaluate(applyDefaults(job, read.value)) : { issues: read.issues }
      countResult(tally, result)
      results.push({ line: number, result })
    }
    return { text: job.to === 'csv' ? renderRows(results.map(wholeRow)) : results.map(jsonLine).join(''), tally }
  }
}

/** Rows say little of a decision, so lines are answered together, and a decision is made only of those that cannot be. */
const rowsWork = (rules: Rules, job: Job): Work => {
  const answerTogether = createAnswerTogether(rules)
  return async lines => {
    const tally: Record<string, number> = {}
    const read = readRequests(rules, job, lines)
    const requests = read.map(one => (one.read.ok ? applyDefaults(job, one.read.value) : undefined))
    const together = answerTogether(requests)
    const rows = read.map(({ number, read }, i) => {
      const result = together[i] ?? (read.ok ? partsOrIssues(rules.evaluate(requests[i]!)) : { issues: read.issues })
      countResult(tally, result)
      return toRow(number, result)
    })
    return { text: renderRows(rows), tally }
  }
}

const partsOrIssues = (result: Decision | Refusal): RowParts | Refusal =>
  'issues' in result ? result : rowPartsOf(result)

interface LineResult {
  readonly line: number
  readonly result: Decision | Refusal
}

const wholeRow = ({ line, result }: LineResult) => toRow(line, partsOrIssues(result))

const jsonLine = ({ line, result }: LineResult): string =>
  `${JSON.stringify('issues' in result ? { line, issues: result.issues } : result)}\n`

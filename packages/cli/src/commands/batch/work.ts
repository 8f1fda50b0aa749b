import { checkRules, type Refusal } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { InputLine } from '../../requests/lines.ts'
import { applyDefaults, readRequests } from '../../requests/read-requests.ts'
import { loadEvaluator } from '../../rules/evaluator.ts'
import { renderRows, toRow } from './csv-out.ts'
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

/** What is done with some lines, one after another: a result each, in their order. */
export const createWork = async (rules: Rules, job: Job): Promise<Work> => {
  const { evaluate } = await loadEvaluator(rules, job.engine)
  return async lines => {
    const tally: Record<string, number> = {}
    const results: { readonly line: number; readonly result: Decision | Refusal }[] = []
    for (const { number, read } of readRequests(rules, job, lines)) {
      const result = read.ok ? await evaluate(applyDefaults(job, read.value)) : { issues: read.issues }
      countResult(tally, result)
      results.push({ line: number, result })
    }
    return {
      text:
        job.to === 'csv' ? renderRows(results.map(one => toRow(one.line, one.result))) : results.map(jsonLine).join(''),
      tally,
    }
  }
}

const jsonLine = ({ line, result }: { line: number; result: Decision | Refusal }): string =>
  `${JSON.stringify('issues' in result ? { line, issues: result.issues } : result)}\n`

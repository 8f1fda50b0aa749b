import {
  type Checked,
  checkRules,
  type Decision,
  type DecisionRequest,
  type Issue,
  limits,
  type Refusal,
  type Rules,
  readJson,
} from '@virtual-school/rules'
import { evaluatorOf } from '../evaluator.ts'
import { cellsOf, notCsv, requestOfCells } from './csv-in.ts'
import { csvText, rowOf } from './csv-out.ts'
import type { Job, Outcome } from './job.ts'
import type { Line } from './lines.ts'
import { requestOfRow } from './returns.ts'
import { addResult } from './tally.ts'

export type Work = (lines: readonly Line[]) => Promise<Outcome>

/** Opens the rules for a job, in a worker thread as in the main one. */
export const openWork = async (job: Job): Promise<Work> => {
  const rules = await checkRules(job.rulesDirectory)
  if (!rules.ok) throw new Error('The rules changed while the batch ran.')
  return workOf(rules.value, job)
}

/** What is done with some lines, one after another: a result each, in their order. */
export const workOf = async (rules: Rules, job: Job): Promise<Work> => {
  const { evaluate } = await evaluatorOf(rules, job.engine)
  return async lines => {
    const tally: Record<string, number> = {}
    const results: { readonly line: number; readonly result: Decision | Refusal }[] = []
    for (const { number, read } of requestsOf(rules, job, lines)) {
      const result = read.ok ? await evaluate(completed(job, read.value)) : { issues: read.issues }
      addResult(tally, result)
      results.push({ line: number, result })
    }
    return {
      text:
        job.to === 'csv' ? csvText(results.map(one => rowOf(one.line, one.result))) : results.map(jsonLine).join(''),
      tally,
    }
  }
}

const jsonLine = ({ line, result }: { line: number; result: Decision | Refusal }): string =>
  `${JSON.stringify('issues' in result ? { line, issues: result.issues } : result)}\n`

/** A request with what its line left out. What is no object is left as it is, for the library to refuse. */
export const completed = ({ defaults, facts }: Pick<Job, 'defaults' | 'facts'>, given: unknown): DecisionRequest =>
  (isObject(given)
    ? {
        trace: 'none',
        ...defaults,
        ...given,
        ...(isObject(given.facts) ? { facts: { ...facts, ...given.facts } } : {}),
      }
    : given) as DecisionRequest

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface Read {
  readonly number: number
  readonly read: Checked<unknown>
}

/** What the lines ask, each with its number; blank rows of a table are passed over. */
export const requestsOf = (
  rules: Rules,
  job: Pick<Job, 'from' | 'headings' | 'codes' | 'defaults'>,
  lines: readonly Line[],
): readonly Read[] => {
  if (job.from === 'ndjson')
    return lines.map(line => ({
      number: line.number,
      read: 'issue' in line ? { ok: false, issues: [line.issue] } : readLine(line.text, line.number),
    }))
  const cells = cellsOf(lines.map(line => ('issue' in line ? 'x' : line.text)))
  return lines.flatMap((line, i): Read[] => {
    const { number } = line
    const row = cells[i]
    if ('issue' in line) return [{ number, read: { ok: false, issues: [line.issue] } }]
    if (row === undefined) return [{ number, read: { ok: false, issues: [notCsv] } }]
    // Spreadsheets leave rows of nothing at their end.
    return row.every(cell => cell === '') ? [] : [{ number, read: requestIn(rules, job, row) }]
  })
}

/** The place of an issue is one in the whole input, as an editor shows it. */
const readLine = (text: string, number: number): Checked<unknown> => {
  const read = readJson(text, jsonLimits)
  return read.ok ? read : { ok: false, issues: read.issues.map(issue => onLine(issue, number)) }
}

const onLine = (issue: Issue, line: number): Issue => (issue.line === undefined ? issue : { ...issue, line })

const requestIn = (
  rules: Rules,
  { codes, headings, defaults }: Pick<Job, 'codes' | 'headings' | 'defaults'>,
  row: readonly string[],
): Checked<unknown> =>
  codes === undefined ? requestOfCells(rules, headings, row) : requestOfRow(codes, headings, row, defaults.asOf)

const jsonLimits = {
  bytes: limits.requestBytes,
  depthLevels: limits.requestDepthLevels,
  keysCount: limits.requestKeysCount,
}

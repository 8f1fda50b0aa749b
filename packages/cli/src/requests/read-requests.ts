import type { Checked, CodeSet, Issue, Scalar } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { isObject, limits, readJson, refused } from '@virtual-school/rules/internal'
import { notCsv, parseCells, requestFromCells } from './csv.ts'
import type { InputLine } from './lines.ts'
import { requestFromRow } from './returns.ts'

/** How the lines of a file of requests may be written. */
export const notations = ['ndjson', 'csv'] as const
/** One of `notations`. */
export type Notation = (typeof notations)[number]

/** How to read the lines of a file of requests. Plain data, so that it can be handed to a worker thread. */
export interface LineFormat {
  readonly from: Notation
  /** Of CSV: what each column holds. */
  readonly headings: readonly string[]
  /** Of an extract of a national return: what its codes mean. */
  readonly codes?: CodeSet
  /** What a line may leave out. */
  readonly defaults: { readonly decision?: string; readonly authority?: string; readonly asOf: string }
  /** Facts of every line that does not give them itself. */
  readonly facts: Readonly<Record<string, Scalar | null>>
}

/** A request with what its line left out. What is no object is left as it is, for the library to refuse. */
export const applyDefaults = (
  { defaults, facts }: Pick<LineFormat, 'defaults' | 'facts'>,
  given: unknown,
): DecisionRequest =>
  (isObject(given)
    ? {
        trace: 'none',
        ...defaults,
        ...given,
        ...(isObject(given.facts) && Object.keys(facts).length > 0 ? { facts: { ...facts, ...given.facts } } : {}),
      }
    : given) as DecisionRequest

/** What a line asks, by its number in the input, or why it asks nothing. */
export interface ReadRequest {
  readonly number: number
  readonly read: Checked<unknown>
}

/** What the lines ask, each with its number; blank rows of a table are passed over. */
export const readRequests = (
  rules: Rules,
  format: Omit<LineFormat, 'facts'>,
  lines: readonly InputLine[],
): readonly ReadRequest[] => {
  if (format.from === 'ndjson')
    return lines.map(line => ({
      number: line.number,
      read: 'issue' in line ? refused([line.issue]) : readLine(line.text, line.number),
    }))
  const cells = parseCells(lines.map(line => ('issue' in line ? 'x' : line.text)))
  return lines.flatMap((line, i): ReadRequest[] => {
    const { number } = line
    const row = cells[i]
    if ('issue' in line) return [{ number, read: refused([line.issue]) }]
    if (row === undefined) return [{ number, read: refused([notCsv]) }]
    // Spreadsheets leave rows of nothing at their end.
    return row.every(cell => cell === '') ? [] : [{ number, read: requestIn(rules, format, row) }]
  })
}

/** The place of an issue is one in the whole input, as an editor shows it. */
const readLine = (text: string, number: number): Checked<unknown> => {
  const read = readJson(text, jsonLimits)
  return read.ok ? read : { ok: false, issues: read.issues.map(issue => placeOnLine(issue, number)) }
}

const placeOnLine = (issue: Issue, line: number): Issue => (issue.line === undefined ? issue : { ...issue, line })

const requestIn = (
  rules: Rules,
  { codes, headings, defaults }: Omit<LineFormat, 'from' | 'facts'>,
  row: readonly string[],
): Checked<unknown> =>
  codes === undefined ? requestFromCells(rules, headings, row) : requestFromRow(rules, codes, headings, row, defaults)

const jsonLimits = {
  bytes: limits.requestBytes,
  depthLevels: limits.requestDepthLevels,
  keysCount: limits.requestKeysCount,
}

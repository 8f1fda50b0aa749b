import type { CaseloadTally, GatheredChildren } from '@virtual-school/caseload'
import { type Issue, issueLine } from '@virtual-school/rules'
import { oneLine } from '@virtual-school/rules/internal'
import { columns, count } from '../../terminal/layout.ts'

/** What was found in each file, and what to know before relying on it. */
export const renderWarnings = ({ files, warnings, children }: GatheredChildren): string => {
  const rows = files.map(({ file, tables, rowsCount }) => ['', file, count(rowsCount, 'row'), tables.join(', ')])
  return [
    `Read ${count(files.length, 'file')}, ${count(children.size, 'child', 'children')}:`,
    columns(rows),
    ...warnings.map((issue: Issue) => `warning: ${oneLine(issueLine(issue))}`),
  ].join('\n')
}

/** How often each answer was given, why there was none, and where the answers are. */
export const renderSummary = ({ children, answers, refused, warnings }: CaseloadTally, out: string): string =>
  [
    `${count(children, 'child', 'children')} answered:`,
    columns([...inOrder(answers)].map(([key, number]) => ['', ...key.split(' '), said(number)])),
    ...section('without an answer', refused),
    ...section('answered with a warning', warnings),
    `Written to ${out}.`,
  ].join('\n')

const section = (heading: string, counts: ReadonlyMap<string, number>): readonly string[] =>
  counts.size === 0
    ? []
    : [
        `${heading}:`,
        columns([...counts].sort(([, a], [, b]) => b - a).map(([reason, number]) => ['', said(number), reason])),
      ]

const inOrder = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
const said = (number: number): string => number.toLocaleString('en-GB')

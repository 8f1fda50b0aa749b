import {
  type ActivityReport,
  type EventCounts,
  type NamedCount,
  type ReportCounts,
  type ReportSection,
  reportSections,
  reportTitle,
} from '@virtual-school/records'
import { oneLine } from '@virtual-school/rules/internal'
import { stringify } from 'csv-stringify/sync'

/** Cells below one another: texts from the left, numbers from the right. */
const tableLines = ({ head, rows, texts }: ReportSection): readonly string[] => {
  const all = [head, ...rows].map(row => row.map(oneLine))
  const widths = head.map((_, at) => Math.max(...all.map(row => row[at]?.length ?? 0)))
  // A remark at the end of a row is a text again.
  const isText = (at: number): boolean => at < texts || head[at] === ''
  return all
    .map(row => row.map((cell, at) => (isText(at) ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))))
    .map(cells => `  ${cells.join('  ')}`.trimEnd())
}

const sectionLines = (section: ReportSection): readonly string[] => [
  '',
  oneLine(section.heading),
  ...section.lead.map(text => `  ${oneLine(text)}`),
  ...(section.rows.length === 0 ? [] : tableLines(section)),
]

/** A report for a terminal: the first screen says what matters, the rest is below it. */
export const renderReportText = (report: ActivityReport): string =>
  [`${reportTitle(report)}.`, ...reportSections(report).flatMap(sectionLines)].join('\n')

const columns = ['table', 'row', 'measure', 'value'] as const
type Value = string | number | null
type Line = readonly [table: string, row: string, measure: string, value: Value]

const countLines = (table: string, row: string, counts: ReportCounts): readonly Line[] =>
  Object.entries(counts).flatMap(([measure, value]): readonly Line[] =>
    measure === 'name' ? [] : [[table, row, measure, value as Value]],
  )

const namedLines = (table: string, rows: readonly NamedCount[]): readonly Line[] =>
  rows.map(({ name, count }) => [table, name, 'count', count])

const eventLines = (table: string, { count, by }: EventCounts): readonly Line[] => [
  [table, '', 'count', count],
  ...namedLines(table, by),
]

const reportRows = (report: ActivityReport): readonly Line[] => [
  ['report', '', 'from', report.from ?? ''],
  ['report', '', 'to', report.to],
  ['report', '', 'decisions', report.decisions],
  ['report', '', 'medianSecondsToDecide', report.medianSecondsToDecide ?? ''],
  ...countLines('all', '', report.all),
  ...report.tables.flatMap(({ by, rows }) => rows.flatMap(row => countLines(by, row.name, row))),
  ...(report.unanswered ?? []).flatMap(({ id, since, days }): readonly Line[] => [
    ['unanswered', id, 'since', since],
    ['unanswered', id, 'days', days],
  ]),
  ['erased', '', 'count', report.erased.count],
  ...namedLines('erased', report.erased.byQuestion),
  ...eventLines('erasures', report.erasures),
  ...eventLines('readings', report.readings),
  ...eventLines('exports', report.exports),
  ...report.rules.flatMap(({ version, digest, from, to }): readonly Line[] => [
    ['rules', digest, 'version', version],
    ['rules', digest, 'from', from ?? ''],
    ['rules', digest, 'to', to ?? ''],
  ]),
]

/** What is left out, in a column that is a number elsewhere; a rate is left empty. */
const shown = ([table, row, measure, value]: Line): readonly Value[] => [
  ...[table, row, measure],
  value === null ? (measure === 'overriddenRate' ? '' : 'c') : value,
]

/** A report as one long table, a number a line, that a spreadsheet can open without running any of it. */
export const renderReportCsv = (report: ActivityReport): string =>
  stringify([columns, ...reportRows(report).map(shown)], { escape_formulas: true })

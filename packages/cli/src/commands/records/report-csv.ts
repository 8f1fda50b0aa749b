import type { ActivityReport, EventCounts, NamedCount, ReportCounts } from '@virtual-school/records'
import { stringify } from 'csv-stringify/sync'

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

const linesOf = (report: ActivityReport): readonly Line[] => [
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
export const reportCsv = (report: ActivityReport): string =>
  stringify([columns, ...linesOf(report).map(shown)], { escape_formulas: true })

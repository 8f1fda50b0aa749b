import { type ActivityReport, type ReportSection, reportSections, reportTitle } from '@virtual-school/records'
import { oneLine } from '../../terminal/layout.ts'

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
export const reportText = (report: ActivityReport): string =>
  [`${reportTitle(report)}.`, ...reportSections(report).flatMap(sectionLines)].join('\n')

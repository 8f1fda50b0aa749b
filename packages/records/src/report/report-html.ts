import { escaped, htmlPage, paragraph } from '../account/html.ts'
import type { ActivityReport } from './activity-report.ts'
import { type ReportSection, reportSections, reportTitle } from './report-sections.ts'

/** A report as one self-contained page, to be read on a screen or printed on A4: no script, no request to anywhere. */
export const reportAsHtml = (report: ActivityReport): string =>
  htmlPage({
    title: 'Report on decisions',
    reference: reportTitle(report),
    body: `<main class="report">
<h1>Report on decisions</h1>
${paragraph(`${reportTitle(report)}. Times and months are those of England.`)}
${reportSections(report).map(sectionAsHtml).join('\n')}
</main>`,
  })

const sectionAsHtml = ({ heading, lead, ...table }: ReportSection): string =>
  `<section>\n<h2>${escaped(heading)}</h2>\n${lead.map(paragraph).join('\n')}${table.rows.length === 0 ? '' : tableAsHtml(heading, table)}\n</section>`

/** A table of more columns takes all the width there is. */
const mostNarrow = 5

const tableAsHtml = (name: string, { head, rows, texts }: Pick<ReportSection, 'head' | 'rows' | 'texts'>): string => {
  // A remark at the end of a row is a text again.
  const kind = (at: number): string => (at < texts || head[at] === '' ? '' : ' class="number"')
  const heads = head.map((text, at) => (text === '' ? '<td></td>' : `<th scope="col"${kind(at)}>${escaped(text)}</th>`))
  const lines = rows.map(([first = '', ...cells]) => {
    const rest = cells.map((text, at) => `<td${kind(at + 1)}>${escaped(text)}</td>`)
    return `<tr><th scope="row">${escaped(first)}</th>${rest.join('')}</tr>`
  })
  return `<div class="scroll" role="region" aria-label="${escaped(name)}" tabindex="0">
<table${head.length > mostNarrow ? ' class="wide"' : ''}>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</div>`
}

import { escapeHtml, renderHtmlPage, renderParagraph } from '../account/html.ts'
import type { ActivityReport } from './activity-report.ts'
import { type ReportSection, reportSections, reportTitle } from './report-sections.ts'

/** A report as one self-contained page, to be read on a screen or printed on A4: no script, no request to anywhere. */
export const reportAsHtml = (report: ActivityReport): string =>
  renderHtmlPage({
    title: 'Report on decisions',
    reference: reportTitle(report),
    body: `<main class="report">
<h1>Report on decisions</h1>
${renderParagraph(`${reportTitle(report)}. Times and months are those of England.`)}
${reportSections(report).map(renderSection).join('\n')}
</main>`,
  })

const renderSection = ({ heading, lead, ...table }: ReportSection): string =>
  `<section>\n<h2>${escapeHtml(heading)}</h2>\n${lead.map(renderParagraph).join('\n')}${table.rows.length === 0 ? '' : renderTable(heading, table)}\n</section>`

/** A table of more columns takes all the width there is. */
const mostNarrow = 5

const renderTable = (name: string, { head, rows, texts }: Pick<ReportSection, 'head' | 'rows' | 'texts'>): string => {
  // A remark at the end of a row is a text again.
  const kind = (at: number): string => (at < texts || head[at] === '' ? '' : ' class="number"')
  const heads = head.map((text, at) =>
    text === '' ? '<td></td>' : `<th scope="col"${kind(at)}>${escapeHtml(text)}</th>`,
  )
  const lines = rows.map(([first = '', ...cells]) => {
    const rest = cells.map((text, at) => `<td${kind(at + 1)}>${escapeHtml(text)}</td>`)
    return `<tr><th scope="row">${escapeHtml(first)}</th>${rest.join('')}</tr>`
  })
  return `<div class="scroll" role="region" aria-label="${escapeHtml(name)}" tabindex="0">
<table${head.length > mostNarrow ? ' class="wide"' : ''}>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</div>`
}

import { escaped, linkTo } from '../explanation/html.ts'
import { instantInWords } from '../explanation/when-and-who.ts'
import type { LetterFinding } from './letter-findings.ts'

const heads = ['No.', 'When', 'What was asked', 'What the computer found', 'What a person decided']

/** About how many letters go on a printed line of each column after the first. */
const columnLetters = [16, 22, 22, 34] as const

const cellsOf = ({ recordedAt, question, found, decided }: LetterFinding): readonly string[] => [
  instantInWords(recordedAt),
  question,
  found,
  decided,
]

/** About how many printed lines the row of a finding takes. */
export const linesOf = (finding: LetterFinding): number =>
  Math.max(...cellsOf(finding).map((text, at) => Math.ceil(text.length / (columnLetters[at] ?? 1))))

/** Findings as a table, each with a link to its page. */
export const findingsTable = (
  findings: readonly LetterFinding[],
): string => `<div class="scroll findings" role="region" aria-label="The findings" tabindex="0">
<table>
<thead><tr>${heads.map(head => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${findings.map(rowOf).join('\n')}
</tbody>
</table>
</div>`

const rowOf = (finding: LetterFinding): string => {
  const link = linkTo({ href: `${finding.folder}/account.html`, text: String(finding.number) })
  const cells = cellsOf(finding).map(text => `<td>${escaped(text)}</td>`)
  return `<tr><th scope="row">${link}</th>${cells.join('')}</tr>`
}

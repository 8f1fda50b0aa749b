import { escaped, linkTo } from '../explanation/html.ts'
import { instantInWords } from '../explanation/when-and-who.ts'
import type { LetterFinding } from './letter-findings.ts'

const heads = ['No.', 'When', 'What was asked', 'What the computer found', 'What a person decided']

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

const rowOf = ({ number, folder, recordedAt, question, found, decided }: LetterFinding): string => {
  const link = linkTo({ href: `${folder}/account.html`, text: String(number) })
  const cells = [instantInWords(recordedAt), question, found, decided].map(text => `<td>${escaped(text)}</td>`)
  return `<tr><th scope="row">${link}</th>${cells.join('')}</tr>`
}

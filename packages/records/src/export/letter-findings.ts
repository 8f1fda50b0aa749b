import type { Rulebook } from '@virtual-school/rules'
import { listed, sentence } from '@virtual-school/rules/internal'
import type { AccountInput, LaterEvent } from '../account/account.ts'
import { renderDecisions } from '../account/decided.ts'
import { escapeHtml, renderLink } from '../account/html.ts'
import { type AccountSubject, renderAnswer } from '../account/people.ts'
import { renderInstant } from '../account/when-and-who.ts'

const heads = ['No.', 'When', 'What was asked', 'What the computer found', 'What a person decided']

/** About how many letters go on a printed line of each column after the first. */
const columnLetters = [16, 22, 22, 34] as const

const buildCells = ({ recordedAt, question, found, decided }: LetterFinding): readonly string[] => [
  renderInstant(recordedAt),
  question,
  found,
  decided,
]

/** About how many printed lines the row of a finding takes. */
export const estimateLines = (finding: LetterFinding): number =>
  Math.max(...buildCells(finding).map((text, at) => Math.ceil(text.length / (columnLetters[at] ?? 1))))

/** Findings as a table, each with a link to its page. */
export const renderFindingsTable = (
  findings: readonly LetterFinding[],
): string => `<div class="scroll findings" role="region" aria-label="The findings" tabindex="0">
<table>
<thead><tr>${heads.map(head => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${findings.map(renderRow).join('\n')}
</tbody>
</table>
</div>`

const renderRow = (finding: LetterFinding): string => {
  const link = renderLink({ href: `${finding.folder}/account.html`, text: String(finding.number) })
  const cells = buildCells(finding).map(text => `<td>${escapeHtml(text)}</td>`)
  return `<tr><th scope="row">${link}</th>${cells.join('')}</tr>`
}

/** One finding as the letter tells it. */
export interface LetterFinding {
  /** From 1, in the order of the log: that of its folder. */
  readonly number: number
  readonly folder: string
  readonly recordedAt: string
  readonly question: string
  readonly found: string
  /** Everything that people decided, with when and who. */
  readonly decided: string
  readonly events: readonly LaterEvent[]
  /** Whether other rules have come into use since. */
  readonly isByOldRules: boolean
}

const nobodyDecided = 'No decision by a person is noted yet.'
const itsNoteSays = 'A note on the page of this finding says what.'
const inError = 'This was recorded in error. Do not rely on it.'
const notSaidYet = 'The computer could not say yet. It was not told enough.'

/** A finding in the words of its rules. `input` is that of its account. */
export const buildLetterFinding = (
  rulebook: Rulebook,
  input: AccountInput,
  at: Pick<LetterFinding, 'number' | 'folder' | 'isByOldRules'>,
): LetterFinding => {
  const { envelope, events } = input
  const decision = envelope.decision ?? ''
  return {
    ...at,
    recordedAt: envelope.recordedAt,
    question: rulebook.decisions.get(decision)?.question ?? decision,
    found: renderFound({ rulebook, decision }, input),
    decided: renderDecided({ rulebook, decision }, events),
    events,
  }
}

const renderFound = (subject: AccountSubject, { opened, events }: AccountInput): string => {
  const erased = events.findLast(event => event.type === 'erased')
  if (erased !== undefined) return `This was destroyed on ${renderInstant(erased.recordedAt)}. No one can read it now.`
  if (opened === null) return 'This could not be opened for this copy.'
  const { answer } = opened.result
  const found = answer === null ? notSaidYet : sentence(renderAnswer(subject, answer))
  return events.some(one => one.type === 'corrected') ? `${inError} ${found}` : found
}

const renderDecided = (subject: AccountSubject, events: readonly LaterEvent[]): string =>
  renderDecisions(subject, events, itsNoteSays).join(' ') || nobodyDecided

/** More ranges than this would fill the letter with numbers; the table has which. */
const mostRanges = 12

/** “finding 2”, “findings 1 to 3 and 7”; “40 findings”, if they lie too far apart to be named. */
export const renderNumbers = (numbers: readonly number[]): string => {
  const ordered = [...new Set(numbers)].sort((a, b) => a - b)
  const ranges: [from: number, to: number][] = []
  for (const number of ordered) {
    const last = ranges.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  if (ranges.length > mostRanges) return `${ordered.length} findings`
  const words = ranges.flatMap(([from, to]) =>
    to - from > 1 ? [`${from} to ${to}`] : from === to ? [`${from}`] : [`${from}`, `${to}`],
  )
  return `${ordered.length === 1 ? 'finding' : 'findings'} ${listed(words, 'and')}`
}

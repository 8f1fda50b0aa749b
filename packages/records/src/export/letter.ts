import { listed, sentence } from '@virtual-school/rules/internal'
import { escapeHtml, renderHtmlPage, renderLink, renderParagraph } from '../account/html.ts'
import { renderInstant } from '../account/when-and-who.ts'
import { renderChanges } from './letter-changes.ts'
import { estimateLines, type LetterFinding, renderFindingsTable, renderNumbers } from './letter-findings.ts'
import * as words from './letter-words.ts'
import type { FreeText } from './review.ts'
import type { Sender } from './sender.ts'

/** All that the letter at the front of a copy is made of. */
export interface Letter {
  readonly sender: Sender
  /** By which the child, or this copy, is known to the council. */
  readonly reference: string
  /** When the copy was made, ISO 8601 in UTC. */
  readonly at: string
  /** Whose rules were asked, by their names. */
  readonly authorities: readonly string[]
  /** All of them, oldest first. */
  readonly findings: readonly LetterFinding[]
  /** What people wrote in their own words, and whether a person has read it and let it go out. */
  readonly texts: readonly FreeText[]
  readonly isReviewed: boolean
  /** The ids of texts that must not go out. */
  readonly leaveOut: ReadonlySet<string>
  /** When records that had been kept under the child’s reference in error were moved to another, oldest first; ISO 8601 in UTC. */
  readonly movedAway: readonly string[]
}

/** So many findings stand in the letter itself, and so many lines of them, that it stays within two pages. */
const mostFindings = 12
const mostLines = 46
const mostQuotes = 2
const mostCharacters = 140

/** The newest findings, as many as the letter has room for; at least one. */
export const selectShown = (findings: readonly LetterFinding[]): readonly LetterFinding[] => {
  let lines = 0
  const newest = findings.slice(-mostFindings).reverse()
  const fitting = newest.filter((finding, at) => {
    lines += estimateLines(finding)
    return at === 0 || lines <= mostLines
  })
  return fitting.reverse()
}

/** What stands at the foot of every printed page of a copy. */
export const renderFoot = ({ sender, reference }: Pick<Letter, 'sender' | 'reference'>): string =>
  [...(sender.council === undefined ? [] : [sender.council]), `Reference ${reference}`].join(', ')

/** The letter, two pages of A4 at most: what was asked, what was found, who decided, what changed since, and what to do. */
export const renderLetter = (letter: Letter): string => {
  const { findings, sender, reference } = letter
  const shown = selectShown(findings)
  const isWhole = shown.length === findings.length
  return renderHtmlPage({
    title: words.letterTitle,
    reference: renderFoot(letter),
    body: `<main class="letter">
${renderHead(letter)}
<h1>${words.letterTitle}</h1>
${renderDraft(letter)}${words.opening.map(renderParagraph).join('\n')}
<h2>What was asked, and what was found</h2>
${renderParagraph(words.renderAsked(findings.length, shown.length))}
${shown.length === 0 ? '' : `${renderFindingsTable(shown)}\n`}${isWhole ? '' : `<p>${renderLink({ href: 'findings.html', text: 'See every finding' })}</p>\n`}<h2>Who decided</h2>
${renderParagraph(words.renderDeciders(findings))}
<h2>What has changed since</h2>
${renderList(renderChanges(findings, letter.movedAway).map(escapeHtml))}
${renderNotes(letter)}<h2>What you can do</h2>
${renderList(words.youCan.map(escapeHtml))}
${renderParagraph(words.renderHowToAsk(reference, sender.reach.length > 0))}
${renderParagraph(words.complaints)}
<h2>What else is in this folder</h2>
${renderList([escapeHtml(words.folderHolds.findings), `${renderLink(verifyLink)}. ${words.folderHolds.checks}`, words.folderHolds.data])}
</main>`,
  })
}

/** Every finding, for a copy that has more of them than its letter shows. */
export const renderAllFindings = (letter: Letter): string =>
  renderHtmlPage({
    title: 'Every finding',
    reference: renderFoot(letter),
    body: `<main>
<h1>Every finding</h1>
<nav aria-label="Pages beside this one"><p>${renderLink({ href: 'index.html', text: 'Back to the letter' })}</p></nav>
${renderFindingsTable(letter.findings)}
</main>`,
  })

const verifyLink = { href: 'verify.html', text: 'A page that checks it all' }

const renderList = (items: readonly string[]): string =>
  `<ul>\n${items.map(item => `<li>${item}</li>`).join('\n')}\n</ul>`

const renderLines = (texts: readonly string[]): string => `<p>${texts.map(escapeHtml).join('<br>')}</p>`

const renderHead = ({ sender, authorities, reference, at }: Letter): string => {
  const from = sender.council === undefined ? [listed(authorities, 'and')] : [sender.council, ...sender.reach]
  const about = [`Your reference: ${reference}`, `Made on ${renderInstant(at)}`]
  return `<div class="head">\n${renderLines(from)}\n${renderLines(about)}\n</div>`
}

const renderDraft = ({ texts, isReviewed }: Letter): string => {
  if (texts.length === 0 || isReviewed) return ''
  return `<p class="brief"><strong>Draft, not to be handed over yet.</strong> ${words.renderDraftNote(texts.length)}</p>\n`
}

const renderNotes = ({ texts: all, isReviewed, leaveOut }: Letter): string => {
  const texts = all.filter(one => !leaveOut.has(one.id))
  if (texts.length === 0) return ''
  if (!isReviewed) return `${renderParagraph(words.notes.unread)}\n`
  const newest = texts.slice(-mostQuotes)
  const which = newest.length < texts.length ? words.notes.some : words.notes.all
  return `${renderParagraph(`${words.notes.read} ${which}`)}\n${renderList(newest.map(renderQuote).map(escapeHtml))}\n`
}

const renderQuote = ({ numbers, texts }: FreeText): string =>
  sentence(`${renderNumbers(numbers)}: “${shorten(texts[0]?.[1] ?? '')}”`)

const shorten = (text: string): string =>
  text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters).replace(/\s+\S*$/, '')} …`

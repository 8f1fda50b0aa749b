import { createHash } from 'node:crypto'
import { type ExplanationEntry, type ExplanationSection, oneLine } from '@virtual-school/rules'
import type { Account, AccountPart } from './account.ts'
import { pageStyle } from './page-style.ts'

const styleHash = createHash('sha256').update(pageStyle).digest('base64')

/** What the page needs and nothing more: its own style. Whoever serves it sends this as Content-Security-Policy. */
export const accountContentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/** The account as one self-contained page of HTML, to be read on a screen or printed on A4: no script, no request to anywhere. */
export const accountAsHtml = ({ page }: Account): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${accountContentSecurityPolicy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escaped(page.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escaped(page.title)}</h1>
<p>${escaped(page.about)}</p>
<div class="brief">
${page.brief.map(paragraph).join('\n')}
</div>
${page.parts.map(partAsHtml).join('\n')}
</main>
</body>
</html>
`

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => oneLine(text).replace(/[&<>"']/g, found => escapes[found] ?? found)

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const partAsHtml = ({
  id,
  heading,
  lead,
  sections,
}: AccountPart): string => `<section class="${id}" aria-labelledby="${id}">
<h2 id="${id}">${escaped(heading)}</h2>
${[...lead.map(paragraph), ...sections.map(sectionAsHtml)].join('\n')}
</section>`

const sectionAsHtml = ({ heading, isProse, entries }: ExplanationSection): string =>
  `<h3>${escaped(heading)}</h3>\n${isProse ? entries.map(entry => `<p>${lineOf(entry)}</p>`).join('\n') : listOf(entries)}`

const listOf = (entries: readonly ExplanationEntry[]): string =>
  `<ul>\n${entries.map(entry => `<li>${lineOf(entry)}${entry.under?.length ? `\n${listOf(entry.under)}` : ''}</li>`).join('\n')}\n</ul>`

const lineOf = ({ lead, text }: ExplanationEntry): string =>
  lead === undefined ? escaped(text) : `<strong>${escaped(lead)}:</strong> ${escaped(text)}`

import { createHash } from 'node:crypto'
import { oneLine } from '@virtual-school/rules'
import { pageStyle } from './page-style.ts'

/** The source expression by which a Content-Security-Policy lets one inline style or script through. */
export const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** What a page needs and nothing more: the one style. Whoever serves a page sends this as Content-Security-Policy. */
export const pagePolicy = `default-src 'none'; style-src ${hashSource(pageStyle)}; base-uri 'none'; form-action 'none'`

export interface HtmlPage {
  readonly title: string
  /** Stands at the foot of every printed page. */
  readonly reference: string
  /** Markup; its texts have been through `escaped`. */
  readonly body: string
  /** More than the style needs. */
  readonly policy?: string
}

/** One self-contained page, to be read on a screen or printed on A4. Nothing is fetched from anywhere. */
export const htmlPage = ({ title, reference, body, policy = pagePolicy }: HtmlPage): string => `<!doctype html>
<html lang="en-GB" data-reference="${escaped(reference)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${body}
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

/** A text as HTML shows it, on one line; also between the quotes of an attribute. */
export const escaped = (text: string): string => oneLine(text).replace(/[&<>"']/g, found => escapes[found] ?? found)

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

/** A link to a file that lies in the same folder, or below or above it. */
export interface PageLink {
  readonly href: string
  readonly text: string
}

export const linkTo = ({ href, text }: PageLink): string => `<a href="${escaped(href)}">${escaped(text)}</a>`

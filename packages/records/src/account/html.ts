import { createHash } from 'node:crypto'
import { oneLine } from '@virtual-school/rules/internal'

/**
 * Black on white, with borders and words instead of colours, so that a copy in black and white loses nothing. The foot of each
 * printed page has its number and the reference that the page has in `data-reference`; browsers that print neither leave both out.
 */
const pageStyle = `@page{size:A4;margin:18mm 18mm 20mm;@bottom-left{content:attr(data-reference);font:8pt Helvetica,Arial,sans-serif;width:80%}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt Helvetica,Arial,sans-serif}}
*{box-sizing:border-box}
html{font:1rem/1.5 "Helvetica Neue",Helvetica,Arial,sans-serif;color:#000;background:#fff}
body{margin:0 auto;padding:1rem;max-width:46rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.25;margin:2rem 0 .5rem;padding-top:.5rem;border-top:2px solid #000}
h3{font-size:1.1rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}
ul{margin:.25rem 0;padding-left:1.25rem}
li{margin:.25rem 0}
a{color:#000}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
caption{text-align:left;font-weight:bold;margin:1rem 0 .25rem}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #000}
.number{text-align:right}
td.number{white-space:nowrap}
.report table{width:auto}
.report .wide{width:100%;min-width:44rem}
.wide th:first-child{width:32%}
.wide thead th{overflow-wrap:normal}
.scroll{overflow-x:auto}
.findings th:nth-child(1){width:6%}
.findings th:nth-child(2){width:16%}
.findings th:nth-child(3),.findings th:nth-child(4){width:22%}
.brief{margin:1rem 0;padding:.5rem 1rem;border:2px solid #000}
.people{margin:2rem 0;padding:0 1rem 1rem;border:3px double #000}
.people h2{border-top:0;margin-top:.5rem}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2rem;margin-bottom:1rem}
.head p{margin:0}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:4px solid #000}
@media print{html{font-size:10pt;line-height:1.4}body{max-width:none;padding:0}h1,h2,h3,caption{break-after:avoid}h1{font-size:16pt}h2{font-size:13pt;margin:5mm 0 1mm;padding-top:1mm}h3{font-size:10.5pt;margin:3mm 0 1mm}li{margin:.7mm 0}p{margin:1mm 0}.brief{margin:3mm 0;padding:1mm 4mm}.people{margin:5mm 0;padding:0 4mm 2mm}li,p,tr{break-inside:avoid-page;orphans:3;widows:3}.workings{break-before:page}.letter{font-size:9.5pt;line-height:1.35}.letter h2{font-size:12pt;margin:3.5mm 0 1mm;border-top-width:1px}.letter table{font-size:8.5pt;line-height:1.25;margin:1mm 0}.letter th,.letter td{padding:.6mm 2mm .6mm 0}.letter .head{margin-bottom:3mm}.report table{font-size:8pt;line-height:1.25}.report .wide{min-width:0}.report th,.report td{padding:.5mm 1.5mm .5mm 0}}`

/** The source expression by which a Content-Security-Policy lets one inline style or script through. */
export const computeHashSource = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** What a page needs and nothing more: the one style. A server sends this with a page as Content-Security-Policy. */
export const pagePolicy = `default-src 'none'; style-src ${computeHashSource(pageStyle)}; base-uri 'none'; form-action 'none'`

interface HtmlPage {
  readonly title: string
  /** Stands at the foot of every printed page. */
  readonly reference: string
  /** Markup; its texts have been through `escapeHtml`. */
  readonly body: string
  /** More than the style needs. */
  readonly policy?: string
}

/** One self-contained page, to be read on a screen or printed on A4. Nothing is fetched from anywhere. */
export const renderHtmlPage = ({ title, reference, body, policy = pagePolicy }: HtmlPage): string => `<!doctype html>
<html lang="en-GB" data-reference="${escapeHtml(reference)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
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
export const escapeHtml = (text: string): string => oneLine(text).replace(/[&<>"']/g, found => escapes[found] ?? found)

/** A paragraph of HTML from plain text. */
export const renderParagraph = (text: string): string => `<p>${escapeHtml(text)}</p>`

/** A link to a file that lies in the same folder, or below or above it. */
export interface PageLink {
  readonly href: string
  readonly text: string
}

/** A link in HTML from plain text. */
export const renderLink = ({ href, text }: PageLink): string => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`

import {
  type ExplanationEntry,
  type ExplanationSection,
  escapeMarkdown,
  sectionAsMarkdown,
} from '@virtual-school/rules'
import type { Account, AccountPage, AccountPart } from './account.ts'
import { escaped, htmlPage, linkTo, type PageLink, pagePolicy, paragraph } from './html.ts'

/** The account as Markdown, for case notes. Every text is escaped: none of it is markup. */
export const accountAsMarkdown = ({ page }: Account): string =>
  `${[
    `# ${escapeMarkdown(page.title)}`,
    escapeMarkdown(page.about),
    ...page.brief.map(escapeMarkdown),
    ...page.parts.map(partAsMarkdown),
  ].join('\n\n')}\n`

const partAsMarkdown = ({ heading, lead, sections }: AccountPart): string =>
  [
    `## ${escapeMarkdown(heading)}`,
    ...lead.map(escapeMarkdown),
    ...sections.map(section => sectionAsMarkdown(section, 3)),
  ].join('\n\n')

/** What the page needs and nothing more: its own style. Whoever serves it sends this as Content-Security-Policy. */
export const accountContentSecurityPolicy = pagePolicy

/** The account as one self-contained page of HTML, to be read on a screen or printed on A4: no script, no request to anywhere. */
export const accountAsHtml = ({ page }: Account): string => accountPageAsHtml(page)

/** The same of a page, or a part of one, with links to the pages beside it. */
export const accountPageAsHtml = (page: AccountPage, links: readonly PageLink[] = []): string =>
  htmlPage({
    title: page.title,
    reference: page.reference,
    body: `<main>
<h1>${escaped(page.title)}</h1>
<p>${escaped(page.about)}</p>
${linksAsHtml(links)}${briefAsHtml(page.brief)}${page.parts.map(partAsHtml).join('\n')}
</main>`,
  })

const linksAsHtml = (links: readonly PageLink[]): string =>
  links.length === 0
    ? ''
    : `<nav aria-label="Pages beside this one">\n<p>${links.map(linkTo).join(' · ')}</p>\n</nav>\n`

const briefAsHtml = (brief: readonly string[]): string =>
  brief.length === 0 ? '' : `<div class="brief">\n${brief.map(paragraph).join('\n')}\n</div>\n`

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

import { type ExplanationEntry, type ExplanationSection, sectionAsMarkdown } from '@virtual-school/rules'
import { escapeMarkdown } from '@virtual-school/rules/internal'
import type { Account, AccountPage, AccountPart } from './account.ts'
import { escapeHtml, type PageLink, pagePolicy, renderHtmlPage, renderLink, renderParagraph } from './html.ts'

/** The account as Markdown, for case notes. Every text is escaped: none of it is markup. */
export const accountAsMarkdown = ({ page }: Account): string =>
  `${[
    `# ${escapeMarkdown(page.title)}`,
    escapeMarkdown(page.about),
    ...page.brief.map(escapeMarkdown),
    ...page.parts.map(renderPartMarkdown),
  ].join('\n\n')}\n`

const renderPartMarkdown = ({ heading, lead, sections }: AccountPart): string =>
  [
    `## ${escapeMarkdown(heading)}`,
    ...lead.map(escapeMarkdown),
    ...sections.map(section => sectionAsMarkdown(section, 3)),
  ].join('\n\n')

/** What the page needs and nothing more: its own style. A server sends this with it as Content-Security-Policy. */
export const accountContentSecurityPolicy = pagePolicy

/** The account as one self-contained page of HTML, to be read on a screen or printed on A4: no script, no request to anywhere. */
export const accountAsHtml = ({ page }: Account): string => renderAccountPage(page)

/** The same of a page, or a part of one, with links to the pages beside it. */
export const renderAccountPage = (page: AccountPage, links: readonly PageLink[] = []): string =>
  renderHtmlPage({
    title: page.title,
    reference: page.reference,
    body: `<main>
<h1>${escapeHtml(page.title)}</h1>
<p>${escapeHtml(page.about)}</p>
${renderLinks(links)}${renderBrief(page.brief)}${page.parts.map(renderPart).join('\n')}
</main>`,
  })

const renderLinks = (links: readonly PageLink[]): string =>
  links.length === 0
    ? ''
    : `<nav aria-label="Pages beside this one">\n<p>${links.map(renderLink).join(' · ')}</p>\n</nav>\n`

const renderBrief = (brief: readonly string[]): string =>
  brief.length === 0 ? '' : `<div class="brief">\n${brief.map(renderParagraph).join('\n')}\n</div>\n`

const renderPart = ({
  id,
  heading,
  lead,
  sections,
}: AccountPart): string => `<section class="${id}" aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(heading)}</h2>
${[...lead.map(renderParagraph), ...sections.map(renderSection)].join('\n')}
</section>`

const renderSection = ({ heading, isProse, entries }: ExplanationSection): string =>
  `<h3>${escapeHtml(heading)}</h3>\n${isProse ? entries.map(entry => `<p>${renderLine(entry)}</p>`).join('\n') : renderList(entries)}`

const renderList = (entries: readonly ExplanationEntry[]): string =>
  `<ul>\n${entries.map(entry => `<li>${renderLine(entry)}${entry.under?.length ? `\n${renderList(entry.under)}` : ''}</li>`).join('\n')}\n</ul>`

const renderLine = ({ lead, text }: ExplanationEntry): string =>
  lead === undefined ? escapeHtml(text) : `<strong>${escapeHtml(lead)}:</strong> ${escapeHtml(text)}`

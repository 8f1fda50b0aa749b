import { escapeMarkdown, sectionAsMarkdown } from '@virtual-school/rules'
import type { Account, AccountPart } from './account.ts'

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

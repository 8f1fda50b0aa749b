import { escapeMarkdown } from '../kernel/words.ts'
import type { Entry, Explanation, Section } from './layout.ts'

/** An explanation as Markdown: headings, nested bullets, leads in bold. Every text is escaped: none of it is markup. */
export const asMarkdown = ({ title, about, found, workings, appendix }: Explanation): string => {
  const sections = [...found, ...workings, ...appendix].map(section => sectionAsMarkdown(section, 2))
  return `${[`# ${escapeMarkdown(title)}`, escapeMarkdown(about), ...sections].join('\n\n')}\n`
}

/** One section, under a heading of that level. */
export const sectionAsMarkdown = ({ heading, isProse, entries }: Section, level: number): string => {
  const body = isProse
    ? entries.map(entry => lineOf(entry)).join('\n\n')
    : entries.flatMap(entry => bullets(entry, 0)).join('\n')
  return `${'#'.repeat(level)} ${escapeMarkdown(heading)}\n\n${body}`
}

const bullets = (entry: Entry, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}- ${lineOf(entry)}`,
  ...(entry.under ?? []).flatMap(under => bullets(under, depth + 1)),
]

const lineOf = ({ lead, text }: Entry): string =>
  lead === undefined ? escapeMarkdown(text) : `**${escapeMarkdown(lead)}:** ${escapeMarkdown(text)}`

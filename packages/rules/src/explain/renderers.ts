import { escapeMarkdown, oneLine } from '../kernel/words.ts'
import type { Entry, Explanation, Section } from './layout.ts'

/** How an explanation can look. */
export type ExplanationFormat = 'text' | 'markdown'

/** For a terminal: headings in lines of their own, entries set in by two spaces, nothing wrapped. */
export const renderText = ({ title, about, found, workings, appendix }: Explanation): string =>
  `${[`${oneLine(title)}\n${oneLine(about)}`, ...[...found, ...workings, ...appendix].map(textSection)].join('\n\n')}\n`

const textSection = ({ heading, entries }: Section): string => {
  const gap = entries.some(entry => (entry.under ?? []).length > 0) ? '\n\n' : '\n'
  return `${oneLine(heading)}\n${entries.map(entry => textLines(entry, 1).join('\n')).join(gap)}`
}

const textLines = ({ lead, text, under = [] }: Entry, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}${lead === undefined ? '' : `${oneLine(lead)}: `}${oneLine(text)}`,
  ...under.flatMap(entry => textLines(entry, depth + 1)),
]

/** As Markdown: headings, nested bullets, leads in bold. Every text is escaped: none of it is markup. */
const renderMarkdown = ({ title, about, found, workings, appendix }: Explanation): string => {
  const sections = [...found, ...workings, ...appendix].map(section => sectionAsMarkdown(section, 2))
  return `${[`# ${escapeMarkdown(title)}`, escapeMarkdown(about), ...sections].join('\n\n')}\n`
}

/** One section, under a heading of that level. */
export const sectionAsMarkdown = ({ heading, isProse, entries }: Section, level: number): string => {
  const body = isProse
    ? entries.map(entry => markdownLine(entry)).join('\n\n')
    : entries.flatMap(entry => markdownBullets(entry, 0)).join('\n')
  return `${'#'.repeat(level)} ${escapeMarkdown(heading)}\n\n${body}`
}

const markdownBullets = (entry: Entry, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}- ${markdownLine(entry)}`,
  ...(entry.under ?? []).flatMap(under => markdownBullets(under, depth + 1)),
]

const markdownLine = ({ lead, text }: Entry): string =>
  lead === undefined ? escapeMarkdown(text) : `**${escapeMarkdown(lead)}:** ${escapeMarkdown(text)}`

/** What renders each format; plain text goes without the appendix, which is for auditors. */
export const renderers: Readonly<Record<ExplanationFormat, (explanation: Explanation) => string>> = {
  text: explanation => renderText({ ...explanation, appendix: [] }),
  markdown: renderMarkdown,
}

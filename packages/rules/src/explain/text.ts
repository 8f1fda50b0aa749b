import { oneLine } from '../kernel/words.ts'
import type { Entry, Explanation, Section } from './layout.ts'

/** An explanation as plain text for a terminal: headings in lines of their own, entries set in by two spaces, nothing wrapped. */
export const asPlainText = ({ title, about, found, workings, appendix }: Explanation): string =>
  `${[`${oneLine(title)}\n${oneLine(about)}`, ...[...found, ...workings, ...appendix].map(sectionText)].join('\n\n')}\n`

const sectionText = ({ heading, entries }: Section): string => {
  const gap = entries.some(entry => (entry.under ?? []).length > 0) ? '\n\n' : '\n'
  return `${oneLine(heading)}\n${entries.map(entry => entryLines(entry, 1).join('\n')).join(gap)}`
}

const entryLines = ({ lead, text, under = [] }: Entry, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}${lead === undefined ? '' : `${oneLine(lead)}: `}${oneLine(text)}`,
  ...under.flatMap(entry => entryLines(entry, depth + 1)),
]

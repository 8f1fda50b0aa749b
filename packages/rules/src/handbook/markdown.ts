import { escapeMarkdown } from '../wording/plain.ts'

/** A line of Markdown, and lines below it. */
export interface Entry {
  readonly line: string
  readonly under?: readonly Entry[]
}

/** Text from a rule file, so that Markdown shows it as it stands. */
export const plain = escapeMarkdown

/** `**Force:** law.` Both are Markdown already. */
export const told = (lead: string, line: string, under: readonly Entry[] = []): Entry => ({
  line: `**${lead}:**${line === '' ? '' : ` ${line}`}`,
  under,
})

export const bullets = (entries: readonly Entry[]): string => entries.flatMap(entry => bulletLines(entry, 0)).join('\n')

const bulletLines = ({ line, under = [] }: Entry, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}- ${line}`,
  ...under.flatMap(entry => bulletLines(entry, depth + 1)),
]

/** A heading with what stands under it; nothing where nothing does. */
export const section = (heading: string, blocks: readonly string[], level = 2): readonly string[] =>
  blocks.length === 0 ? [] : [`${'#'.repeat(level)} ${plain(heading)}`, ...blocks]

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

export const link = (text: string, to: string): string => `[${plain(text)}](${to})`

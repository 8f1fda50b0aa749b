import { escapeMarkdown, stop } from '@virtual-school/rules/internal'
import type { CitationWords, ConditionWords, LabelledWords } from '@virtual-school/rules/words'

/** A line of Markdown, and lines below it. */
export interface Entry {
  readonly line: string
  readonly under?: readonly Entry[]
}

/** Text from a rule file, so that Markdown shows it as it stands. */
export const plain = escapeMarkdown

/** `**Force:** law.` Both are Markdown already. */
export const labelledEntry = (label: string, line: string, under: readonly Entry[] = []): Entry => ({
  line: `**${label}:**${line === '' ? '' : ` ${line}`}`,
  under,
})

/** `**When:** the child is looked after.`, or a list of what has to be so. `label` is Markdown already. */
export const conditionEntry = (label: string, { text, parts }: ConditionWords): Entry =>
  parts === undefined
    ? labelledEntry(label, stop(plain(text)))
    : { line: `**${label} ${plain(text)}**`, under: parts.map(partEntry) }

const partEntry = ({ text, parts }: ConditionWords): Entry =>
  parts === undefined ? { line: plain(text) } : { line: plain(text), under: parts.map(partEntry) }

/** Words of a rule under their label. */
export const wordsEntry = ({ label, words }: LabelledWords): Entry => conditionEntry(label, words)

/** A citation: the source, and the place in it. */
export const citationEntry = ({ source, place }: CitationWords): Entry =>
  labelledEntry('Source', `*${plain(source)}*, ${plain(place)}`)

/** A note of the author, if there is one. */
export const noteEntries = (note: string | undefined): readonly Entry[] =>
  note === undefined ? [] : [labelledEntry('Note', plain(note))]

/** Entries as a list, with lists in it. */
export const bullets = (entries: readonly Entry[]): string => entries.flatMap(entry => bulletLines(entry, 0)).join('\n')

const bulletLines = ({ line, under = [] }: Entry, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}- ${line}`,
  ...under.flatMap(entry => bulletLines(entry, depth + 1)),
]

/** A heading with what stands under it; nothing if nothing does. */
export const section = (heading: string, blocks: readonly string[], level = 2): readonly string[] =>
  blocks.length === 0 ? [] : [`${'#'.repeat(level)} ${plain(heading)}`, ...blocks]

/** A table. Heads and cells are Markdown already. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

/** A link; `to` is a path from the page that has it. */
export const link = (text: string, to: string): string => `[${plain(text)}](${to})`

import { oneLine, stop } from '../kernel/words.ts'
import type { Entry, Section } from './layout.ts'

/** A short account: blocks of sections that belong together. What comes last is read by those who want to be sure. */
export interface ShortAccount {
  readonly title: string
  readonly about: string
  readonly answer: Section
  /** What is not met and what is not known; then who does what, and by when. */
  readonly blocks: readonly (readonly Section[])[]
  /** What was not weighed, cautions, and what was left out. */
  readonly smallPrint: readonly Section[]
}

/** The width of the screen that a short account is wrapped for. */
const width = 80

/** For one screen: the answer needs no heading, small print runs on, and no line is wider than the screen. */
export const renderScreen = ({ title, about, answer, blocks, smallPrint }: ShortAccount): string =>
  `${[
    [...wrap(title), ...wrap(about)],
    answer.entries.flatMap(entry => wrap(textOf(entry))),
    ...blocks.map(sections => sections.flatMap(sectionLines)),
    smallPrint.flatMap(({ heading, entries }) =>
      wrap(`${heading}: ${entries.map(entry => stop(textOf(entry))).join(' ')}`, '  '),
    ),
  ]
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`

/** A heading with a line for each entry; one short entry stands beside its heading. */
const sectionLines = ({ heading, entries }: Section): readonly string[] => {
  const [only] = entries
  const beside = only !== undefined && entries.length === 1 ? `${heading}: ${only.text}` : ''
  const isBeside = beside !== '' && only?.lead === undefined && only?.under === undefined && beside.length <= width
  return isBeside ? wrap(beside) : [...wrap(heading), ...entries.flatMap(entry => entryLines(entry, '  '))]
}

const entryLines = (entry: Entry, margin: string): readonly string[] => [
  ...wrap(`- ${textOf(entry)}`, '  ', margin),
  ...(entry.under ?? []).flatMap(one => entryLines(one, `${margin}  `)),
]

const textOf = ({ lead, text }: Entry): string => (lead === undefined ? text : `${lead}: ${text}`)

/** Lines no wider than the screen, those after the first set in by `indent` more; a word that is wider has a line of its own. */
const wrap = (text: string, indent = '', margin = ''): readonly string[] => {
  const lines: string[] = []
  for (const word of oneLine(text).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${margin}${last === undefined ? '' : indent}${word}`)
  }
  return lines
}

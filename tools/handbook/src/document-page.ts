import type { Authority, PlacedRegister, RegisterEntry, Rulebook } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { bearingMeanings, entryMeanings } from '@virtual-school/rules/words'
import { bullets, type Entry, labelledEntry, link, plain } from './markdown.ts'
import { sourcesSection } from './sources.ts'
import type { HandbookPage } from './view.ts'

/** The path of the page of a register, from the folder of the handbook: of an authority’s only one `document.md`. */
export const documentPath = ({ id, registers }: Authority, source: string): string =>
  registers.length === 1 ? `${id}/document.md` : `${id}/documents/${source}.md`

/** Of each of an authority’s sources a page, from its first sentence or provision to its last, with what became of each. */
export const documentPages = (rulebook: Rulebook, authority: Authority): readonly HandbookPage[] =>
  (rulebook.isWhole ? authority.registers : []).map(register => {
    const path = documentPath(authority, register.source)
    const blocks = [
      `# ${plain(`${authority.name}: ${rulebook.sources.get(register.source)!.title}`)}`,
      '<!-- Generated from the rules by `npm run generate`. -->',
      link('All questions and councils', `${'../'.repeat(path.split('/').length - 1)}README.md`),
      'The words themselves stand in the text; hold this beside it. Each entry says what became of one sentence or provision.',
      ...unreadRemark(register),
      bullets(register.entries.map(entry => sentenceEntry(authority, entry, path))),
      ...sourcesSection(rulebook, [register]),
    ]
    return { path, text: `${blocks.join('\n\n')}\n` }
  })

/** The share of entries from which on a register says how much of it nobody has read. */
const unreadShareToTell = 0.3

/** How much of a source nobody has read, if that is much. */
const unreadRemark = ({ evidence, entries }: PlacedRegister): readonly string[] => {
  const unread = entries.filter(one => (one.evidence ?? evidence) === 'unverified').length
  return unread <= unreadShareToTell * entries.length
    ? []
    : [`**Of ${entries.length} entries here ${unread} are from memory: nobody has read the words.**`]
}

const sentenceEntry = (authority: Authority, entry: RegisterEntry, path: string): Entry => {
  const reason = entry.reason === undefined ? '' : ` ${plain(stop(entry.reason))}`
  const bears = entry.bears === undefined ? '' : ` ${bearingMeanings[entry.bears]}`
  return labelledEntry(
    plain(capital(entry.locator)),
    `${entryMeanings.get(entry.class)}${reason}${bears}`,
    [...new Set(entry.rules)].flatMap(name => ruleEntries(authority, name, path)),
  )
}

/** A link to each page that has the rule, by the rule’s title. */
const ruleEntries = ({ rules }: Authority, name: string, path: string): readonly Entry[] =>
  [...new Map(rules.filter(rule => rule.name === name).map(rule => [rule.title, rule])).values()].map(rule => ({
    line: link(rule.title, `${'../'.repeat(path.split('/').length - 2)}${[...rule.events.keys()][0]}.md`),
  }))

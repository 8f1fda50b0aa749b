import type { Authority, Rulebook } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { bullets, type Entry, labelledEntry, link, plain } from './markdown.ts'
import { sourcesSection } from './sources.ts'
import type { HandbookPage } from './view.ts'

/** The path of the page of an authority’s document, from the folder of the handbook. */
export const documentPath = (authority: string): string => `${authority}/document.md`

type Sentence = NonNullable<Authority['register']>['entries'][number]

const classMeanings: Readonly<Record<Sentence['class'], string>> = {
  rule: 'A rule was made of it.',
  offer: 'It offers a service.',
  process: 'It says how something is done.',
  context: 'It sets the scene.',
  'not-modelled': 'Not in the rules.',
}

/** An authority’s own document from its first sentence to its last, with what became of each. */
export const documentPages = (rulebook: Rulebook, authority: Authority): readonly HandbookPage[] => {
  const { register } = authority
  if (register === undefined) return []
  const blocks = [
    `# ${plain(`${authority.name}: the document, sentence by sentence`)}`,
    '<!-- Generated from the rules by `npm run generate`. -->',
    link('All questions and councils', '../README.md'),
    'The words themselves stand in the document; hold this beside it. Lines are counted as in the copy that was read, empty ones too.',
    bullets(register.entries.map(entry => sentenceEntry(authority, entry))),
    ...sourcesSection(rulebook, [register]),
  ]
  return [{ path: documentPath(authority.id), text: `${blocks.join('\n\n')}\n` }]
}

const sentenceEntry = (authority: Authority, entry: Sentence): Entry => {
  const reason = entry.reason === undefined ? '' : ` ${plain(stop(entry.reason))}`
  return labelledEntry(
    plain(capital(entry.locator)),
    `${classMeanings[entry.class]}${reason}`,
    [...new Set(entry.rules)].flatMap(name => ruleEntries(authority, name)),
  )
}

/** A link to each page that has the rule, by the rule’s title. */
const ruleEntries = ({ rules }: Authority, name: string): readonly Entry[] =>
  [...new Map(rules.filter(rule => rule.name === name).map(rule => [rule.title, rule])).values()].map(rule => ({
    line: link(rule.title, `${rule.decision}.md`),
  }))

import type { HandbookPage } from '../../../../tools/handbook/src/view.ts'
import type { Condition, Rule, Rulebook } from '../../src/index.ts'

/** A page as a reader sees it: no backslashes, comments or places of links. */
export const readableText = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<https?:[^>]*>/g, '')
    .replace(/\\([\\`*_{}[\]<>#|~&$\-+=.)])/g, '$1')

/** A heading of the third level with what stands below it, and the heading of the second level above it. */
export interface Block {
  readonly part: string
  readonly title: string
  readonly text: string
}

export const blocksOf = ({ text }: HandbookPage): readonly Block[] =>
  readableText(text)
    .split(/^## /m)
    .slice(1)
    .flatMap(part => {
      const [heading = '', ...blocks] = part.split(/^### /m)
      return blocks.map(block => ({
        part: heading.split('\n')[0] ?? '',
        title: block.split('\n')[0] ?? '',
        text: block,
      }))
    })

export const pageOf = (pages: readonly HandbookPage[], rule: Rule): HandbookPage | undefined =>
  pages.find(page => page.path === `${rule.layer}/${[...rule.events.keys()][0]}.md`)

export const blocksAbout = (page: HandbookPage, rule: Rule): readonly Block[] =>
  blocksOf(page).filter(block => block.text.includes(`\`${rule.name}\``))

/** Every name that stands under a key anywhere in a value. */
const namesUnder = (key: string, value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(one => namesUnder(key, one))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) =>
    name === key && typeof one === 'string' ? [one] : namesUnder(key, one),
  )
}

/** The definitions that a rule comes to, through one another. */
export const definitionsBehind = (book: Rulebook, authority: string, rule: Rule): readonly string[] => {
  const found = new Set<string>()
  const follow = (condition: Condition): void => {
    for (const name of namesUnder('condition', condition)) {
      if (found.has(name)) continue
      found.add(name)
      follow(book.authorities.get(authority)!.definitions.get(name)!.conditions)
    }
  }
  follow(rule.conditions)
  return [...found]
}

/** The readings that a rule names, in its conditions, its deadline, and the definitions that it comes to. */
export const readingsBehind = (book: Rulebook, rule: Rule): readonly string[] => [
  ...namesUnder('reading', [rule.conditions, rule.event]),
  ...definitionsBehind(book, rule.layer, rule).flatMap(name =>
    namesUnder('reading', book.authorities.get(rule.layer)!.definitions.get(name)!.conditions),
  ),
]

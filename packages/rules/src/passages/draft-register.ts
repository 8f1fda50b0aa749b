import type { Rule, Rulebook } from '../compile/rulebook.ts'
import type { Register, RegisterEntry } from '../language/register.ts'
import { stretchesWithout } from './entries.ts'
import { openDocument, placePassages, type Searched, wordsAt } from './places.ts'

/** What an author writes of an entry. */
type WrittenEntry = Partial<RegisterEntry> & Pick<RegisterEntry, 'locator' | 'class'>

/** A register as its file is written. */
export type WrittenRegister = Omit<Register, 'entries'> & { readonly entries: readonly WrittenEntry[] }

/**
 * The register of a document, an entry a sentence, each open until somebody says what became of it; but what rules of the
 * authority say already of a sentence that they cite stands there. Rules loaded `whole`.
 */
export const draftRegister = (
  { rulebook }: { readonly rulebook: Rulebook },
  source: string,
  authority: string,
  text: string,
): WrittenRegister => {
  const document = openDocument(text)
  const resting = findResting(rulebook, source, authority, document)
  const entries = stretchesWithout(document, new Uint8Array(document.words.words.length), new Set())
  return {
    $schema: '../../schema/register.schema.json',
    source,
    evidence: 'primary',
    entries: entries.map(({ locator, passage, from, to }) => ({
      locator,
      passage,
      ...becameOf(resting.filter(one => one.from < to && one.to > from).map(one => one.rule)),
    })),
  }
}

const becameOf = (rules: readonly Rule[]): Pick<WrittenEntry, 'class' | 'rules'> => {
  if (rules.length === 0) return { class: 'open' }
  const isOffer = rules.every(one => one.force === 'local-offer')
  return { class: isOffer ? 'offer' : 'rule', rules: [...new Set(rules.map(one => one.name))].sort() }
}

interface Resting {
  readonly rule: Rule
  readonly from: number
  readonly to: number
}

/** The authority’s own rules that cite words of the document which can be found. */
const findResting = (
  { authorities }: Rulebook,
  source: string,
  authority: string,
  document: Searched,
): readonly Resting[] => {
  const own = (authorities.get(authority)?.rules ?? []).filter(one => one.layer === authority)
  return own.flatMap(rule =>
    rule.citations
      .filter(one => one.source === source)
      .flatMap(({ locator, passage }) => {
        const standOf = placePassages(document, passage === undefined ? [] : [{ locator, passage, isEntry: false }])
        const from = passage === undefined ? undefined : standOf({ locator, passage }).from
        if (from !== undefined) return { rule, from, to: from + passage!.words }
        const place = wordsAt(document, locator)
        return place === undefined ? [] : { rule, from: place[0], to: place[1] }
      }),
  )
}

/** The authority’s own rules that rest on a source first of all and stand in no entry of its register. */
export const rulesInNoEntry = (
  { authorities }: Rulebook,
  { source, entries }: Pick<Register, 'source' | 'entries'>,
  authority: string,
): readonly string[] => {
  const named = new Set(entries.flatMap(one => one.rules))
  const own = (authorities.get(authority)?.rules ?? []).filter(one => one.layer === authority)
  const citing = own.filter(one => one.citations[0]!.source === source).map(one => one.name)
  return [...new Set(citing)].filter(name => !named.has(name))
}

import type { Rulebook } from '../compile/rulebook.ts'
import { type CitedPassage, listCitedPassages, type RegisteredPassage, registeredPassages } from './cited.ts'
import { coveredBy, openDocument, placeOfWord, placePassages, type Searched, type Stand, wordsAt } from './places.ts'
import type { DocumentReport, PassageFinding } from './report.ts'
import { type Sentence, spansWithout } from './sentences.ts'

/** Words by which a sentence binds somebody, or says where something ends. */
const binding: ReadonlySet<string> = new Set(['must', 'should', 'only', 'always', 'never'])

type Stands = CitedPassage & Stand

/**
 * Holds a source’s document, as its holder has it, against the rules: whether every passage that is cited still stands there,
 * whether the register accounts for every word, and which binding sentences no rule cites. Rules loaded `whole`.
 */
export const verifyDocument = (
  { rulebook }: { readonly rulebook: Rulebook },
  source: string,
  text: string,
): DocumentReport => {
  const document = openDocument(text)
  const cited = listCitedPassages(rulebook, source)
  const standOf = placePassages(
    document,
    cited.map(({ locator, passage, kind }) => ({ locator, passage, isEntry: kind === 'register' })),
  )
  const stands = cited.map(one => ({ ...one, ...standOf(one) }))
  const entries = registeredPassages(rulebook, source)
  const ofRegister = stands.filter(one => one.kind === 'register')
  return {
    source,
    passages: buildFindings(document, stands),
    unregistered: entries.length === 0 ? [] : spansWithout(document.words, coveredBy(document, ofRegister)),
    uncited: uncitedIn(document, stands).map(({ line, text: words, from, to }) => ({
      line,
      text: words,
      register: listSaid(entries, ofRegister, from, to),
    })),
  }
}

/** The binding sentences of which no rule cites a word. */
const uncitedIn = (document: Searched, stands: readonly Stands[]): readonly Sentence[] => {
  const cited = coveredBy(
    document,
    stands.filter(one => one.kind === 'rule'),
  )
  return document.index.sentences
    .filter(({ from, to }) => document.words.words.slice(from, to).some(word => binding.has(word)))
    .filter(({ from, to }) => !cited.subarray(from, to).includes(1))
}

/** One a place and words, whatever cites them; in the order of the document, those that stand nowhere last. */
const buildFindings = (document: Searched, stands: readonly Stands[]): readonly PassageFinding[] => {
  const together = new Map<string, { stands: Stands; by: Set<string> }>()
  for (const one of stands) {
    const key = `${one.locator} ${one.passage.sha256}`
    const known = together.get(key) ?? { stands: one, by: new Set() }
    known.by.add(one.by)
    together.set(key, known)
  }
  const accounted = coveredBy(document, stands)
  const wordOf = ({ from, locator }: Stands): number =>
    from ?? wordsAt(document, locator)?.[0] ?? Number.POSITIVE_INFINITY
  return [...together.values()]
    .sort(
      ({ stands: a }, { stands: b }) =>
        order(wordOf(a), wordOf(b)) || order(lineOf(a), lineOf(b)) || order(a.locator, b.locator),
    )
    .map(({ stands: one, by }) => ({
      locator: one.locator,
      by: [...by].sort(),
      state: chooseState(document, one, accounted),
      line: one.from === undefined ? null : document.words.lines[one.from]!,
      place: one.from === undefined ? null : placeOfWord(document, one.from),
    }))
}

const lineOf = ({ locator }: Stands): number => Number(/^lines? (\d+)/.exec(locator)?.[1] ?? Number.POSITIVE_INFINITY)

const order = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

const chooseState = (
  document: Searched,
  { from, isThere, locator }: Stands,
  accounted: Uint8Array,
): PassageFinding['state'] => {
  if (from !== undefined) return isThere ? 'found' : 'moved'
  const place = wordsAt(document, locator)
  return place !== undefined && accounted.subarray(...place).includes(0) ? 'changed' : 'gone'
}

/** What the register says of the first passage of its own that shares a word with a sentence. */
const listSaid = (
  entries: readonly RegisteredPassage[],
  stands: readonly Stands[],
  from: number,
  to: number,
): { readonly class: string; readonly reason: string | null } | null => {
  const at = stands.findIndex(one => one.from !== undefined && one.from < to && one.from + one.passage.words > from)
  const entry = entries[at]
  return entry === undefined ? null : { class: entry.class, reason: entry.reason ?? null }
}

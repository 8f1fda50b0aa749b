import type { Rulebook } from '../compile/rulebook.ts'
import type { RegisterEntry } from '../language/register.ts'
import { type CitedPassage, listCitedPassages, registeredPassages } from './cited.ts'
import type { DocumentReport, PassageFinding } from './report.ts'
import { type Sentence, spansWithout, splitSentences } from './sentences.ts'
import { findPassages, splitWords, type Words } from './words.ts'

/** Words by which a sentence binds somebody, or says where something ends. */
const binding: ReadonlySet<string> = new Set(['must', 'should', 'only', 'always', 'never'])

/** Which words of the document some passages cover, a 1 a word. */
type Covered = Uint8Array

interface Stands {
  readonly passage: CitedPassage
  /** Its first word: in the place that the locator names if it stands there, else in any other; undefined if it stands nowhere. */
  readonly from: number | undefined
}

/**
 * Holds a source’s document, as its holder has it, against the rules: whether every passage that is cited still stands there,
 * whether the register accounts for every word, and which binding sentences no rule cites. Rules loaded `whole`.
 */
export const verifyDocument = (
  { rulebook }: { readonly rulebook: Rulebook },
  source: string,
  text: string,
): DocumentReport => {
  const document = splitWords(text)
  const stands = findPlaces(document, listCitedPassages(rulebook, source))
  const entries = registeredPassages(rulebook, source)
  const ofRegister = stands.filter(one => one.passage.kind === 'register')
  return {
    source,
    passages: buildFindings(document, stands),
    unregistered: entries.length === 0 ? [] : spansWithout(document, coveredBy(document, ofRegister)),
    uncited: uncitedIn(document, stands).map(({ line, text: words, from, to }) => ({
      line,
      text: words,
      register: listSaid(entries, ofRegister, from, to),
    })),
  }
}

/** The binding sentences of which no rule cites a word. */
const uncitedIn = (document: Words, stands: readonly Stands[]): readonly Sentence[] => {
  const ofRules = stands.filter(one => one.passage.kind === 'rule')
  const cited = coveredBy(document, ofRules)
  return splitSentences(document)
    .filter(({ from, to }) => document.words.slice(from, to).some(word => binding.has(word)))
    .filter(({ from, to }) => !cited.subarray(from, to).includes(1))
}

const lineNamed = (locator: string): number | undefined => {
  const [, line] = /^lines? (\d+)/.exec(locator) ?? []
  return line === undefined ? undefined : Number(line)
}

const findPlaces = (document: Words, cited: readonly CitedPassage[]): readonly Stands[] => {
  const found = findPassages(
    document,
    cited.map(one => one.passage),
  )
  return cited.map(passage => {
    const starts = found.get(passage.passage.sha256) ?? []
    const line = lineNamed(passage.locator)
    return { passage, from: starts.find(start => document.lines[start] === line) ?? starts[0] }
  })
}

/** One a place and words, whatever cites them; in the order of the document. */
const buildFindings = (document: Words, stands: readonly Stands[]): readonly PassageFinding[] => {
  const together = new Map<string, { stands: Stands; by: Set<string> }>()
  for (const one of stands) {
    const key = `${one.passage.locator} ${one.passage.passage.sha256}`
    const known = together.get(key) ?? { stands: one, by: new Set() }
    known.by.add(one.passage.by)
    together.set(key, known)
  }
  const found = [...together.values()].map(({ stands: { passage, from }, by }) => {
    const line = from === undefined ? null : document.lines[from]!
    return { locator: passage.locator, by: [...by].sort(), state: chooseState(document, passage.locator, line), line }
  })
  const place = (one: PassageFinding): number => lineNamed(one.locator) ?? one.line ?? 0
  return found.sort((a, b) => place(a) - place(b) || (a.locator < b.locator ? -1 : a.locator > b.locator ? 1 : 0))
}

const chooseState = ({ lines }: Words, locator: string, line: number | null): PassageFinding['state'] => {
  const named = lineNamed(locator)
  if (line !== null) return named === undefined || named === line ? 'found' : 'moved'
  return named !== undefined && lines.includes(named) ? 'changed' : 'vanished'
}

const coveredBy = ({ words }: Words, stands: readonly Stands[]): Covered => {
  const covered = new Uint8Array(words.length)
  for (const { passage, from } of stands) if (from !== undefined) covered.fill(1, from, from + passage.passage.words)
  return covered
}

/** What the register says of the first passage of its own that shares a word with a sentence. */
const listSaid = (
  entries: readonly RegisterEntry[],
  stands: readonly Stands[],
  from: number,
  to: number,
): { readonly class: string; readonly reason: string | null } | null => {
  const at = stands.findIndex(
    one => one.from !== undefined && one.from < to && one.from + one.passage.passage.words > from,
  )
  const entry = entries[at]
  return entry === undefined ? null : { class: entry.class, reason: entry.reason ?? null }
}

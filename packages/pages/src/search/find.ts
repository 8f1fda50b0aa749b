import type { Rules } from '@virtual-school/rules/internal'
import MiniSearch from 'minisearch'
import { foundKinds, listDocuments, type SearchDocument } from './documents.ts'

/** What was found of one kind, best first. */
export interface FoundGroup {
  readonly kind: SearchDocument['kind']
  readonly found: readonly SearchDocument[]
}

/** What was found. */
export interface Findings {
  readonly count: number
  /** Whether each thing has all words; otherwise each has some of them. */
  readonly hasAll: boolean
  readonly groups: readonly FoundGroup[]
}

interface Index {
  readonly engine: MiniSearch<SearchDocument>
  readonly byId: ReadonlyMap<string, SearchDocument>
}

/** A word of so many letters may begin a longer one; in a longer one a slip of the pen is forgiven. */
const leastOfPrefix = 3
const leastOfSlip = 5
const slipShare = 0.2

const exactBoost = 10
const isTitle = (title: string, words: string): boolean => title.toLowerCase() === words.toLowerCase()

const weakWords = new Set(
  'a an and any are as at be by do does for from has have i if in is it its may must no not of on or that the there they this to was what when which who with'.split(
    ' ',
  ),
)

/** A word as it is compared: without case, accents and the s of a plural; null if it says nothing. */
const plainWord = (term: string): string | null => {
  const word = term
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']s?$/u, '')
    .toLowerCase()
  if (word === '' || weakWords.has(word)) return null
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word
}

const indexes = new WeakMap<Rules, Index>()

/** Built when somebody first searches, once for the rules in use. */
const indexOf = (rules: Rules): Index => {
  const known = indexes.get(rules)
  if (known !== undefined) return known
  const documents = listDocuments(rules)
  const engine = new MiniSearch<SearchDocument>({ fields: ['title', 'text'], processTerm: plainWord })
  engine.addAll(documents)
  const made = { engine, byId: new Map(documents.map(one => [one.id, one])) }
  indexes.set(rules, made)
  return made
}

/** What has all of these words, or some of them if nothing has all; what has them in its title comes first. */
export const findWords = (rules: Rules, words: string): Findings => {
  const { engine, byId } = indexOf(rules)
  const look = (combineWith: 'AND' | 'OR') =>
    engine.search(words, {
      combineWith,
      boost: { title: 3 },
      boostDocument: id => (isTitle(byId.get(id as string)!.title, words) ? exactBoost : 1),
      prefix: term => term.length >= leastOfPrefix,
      fuzzy: term => (term.length >= leastOfSlip ? slipShare : false),
    })
  const all = look('AND')
  const found = (all.length > 0 ? all : look('OR')).map(one => byId.get(one.id as string)!)
  return {
    count: found.length,
    hasAll: all.length > 0,
    groups: foundKinds.flatMap(kind => {
      const ofKind = found.filter(one => one.kind === kind)
      return ofKind.length === 0 ? [] : [{ kind, found: ofKind }]
    }),
  }
}

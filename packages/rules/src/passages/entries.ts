import type { Rulebook } from '../compile/rulebook.ts'
import type { Passage } from '../language/citation.ts'
import type { RegisterEntry } from '../language/register.ts'
import { listCitations } from './cited.ts'
import { firstWords, locatorOf } from './locators.ts'
import type { Searched } from './places.ts'
import { computeFingerprint } from './words.ts'

/** Words of a document that an entry of a register is to be made of. */
export interface Stretched {
  /** The first word, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly line: number
  readonly text: string
  readonly locator: string
  readonly passage: Passage
}

/** Stretches of words that `covered` leaves out, each within one sentence, with a place that is not `taken`, which it is then. */
export const stretchesWithout = (document: Searched, covered: Uint8Array, taken: Set<string>): readonly Stretched[] =>
  document.index.sentences.flatMap(sentence =>
    runsIn(covered, sentence.from, sentence.to).map(([from, to]) => {
      const { words, lines } = document.words
      const isWhole = from === sentence.from && to === sentence.to
      return {
        from,
        to,
        line: lines[from]!,
        text: isWhole ? sentence.text : textOf(document, from, to),
        locator: placeNotTaken(document, from, taken),
        passage: computeFingerprint(words.slice(from, to)),
      }
    }),
  )

const runsIn = (covered: Uint8Array, from: number, to: number): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = []
  for (let at = from; at < to; at += 1) {
    if (covered[at] === 1) continue
    const last = runs.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else runs.push([at, at + 1])
  }
  return runs
}

const textOf = ({ words: { text, starts, words } }: Searched, from: number, to: number): string =>
  text.slice(starts[from]!, starts[to - 1]! + words[to - 1]!.length)

/** The place of a word that no other entry has; of one inside a sentence it says from which words on. */
export const placeNotTaken = (document: Searched, word: number, taken: Set<string>): string => {
  const { sentences } = document.index
  const sentence = sentences[sentences.findLastIndex(one => one.from <= word)]!
  const place = locatorOf(sentence, document.index)
  const inside = `${place}, from “${firstWords(textOf(document, word, sentence.to), 5)}”`
  const candidates = [...(word === sentence.from ? [place] : []), inside]
  for (let part = 2; candidates.every(one => taken.has(one)); part += 1) candidates.push(`${inside}, part ${part}`)
  const free = candidates.find(one => !taken.has(one))!
  taken.add(free)
  return free
}

/** What rests on an entry: the rules that it names, and whatever cites its words or its place. */
export const restingOn = (
  rulebook: Rulebook,
  source: string,
  { locator, passage, rules }: RegisterEntry,
): readonly string[] => {
  const citing = listCitations(rulebook, source).filter(
    one => one.locator === locator || (passage !== undefined && one.passage?.sha256 === passage.sha256),
  )
  const said = citing.map(one => (one.kind === 'rule' ? one.by : `the ${one.kind} “${one.by}”`))
  return [...new Set([...rules, ...said])].sort()
}

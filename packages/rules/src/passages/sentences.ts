import type { Stretch } from './report.ts'
import type { Words } from './words.ts'

/** A stretch and its words: the first, and the one after the last. */
export interface Sentence extends Stretch {
  readonly from: number
  readonly to: number
}

/** A line is one sentence or several; a full stop, a question mark or an exclamation mark ends one. */
export const splitSentences = (document: Words): readonly Sentence[] =>
  [...document.text.matchAll(/[^.!?\n]+[.!?]*/g)].flatMap(({ 0: text, index }) => {
    const from = document.starts.findIndex(start => start >= index)
    if (from < 0) return []
    const end = document.starts.findIndex(start => start >= index + text.length)
    const to = end < 0 ? document.words.length : end
    return to > from ? [{ line: document.lines[from]!, text: text.trim(), from, to }] : []
  })

/** The stretches of words, each within a line, that `covered` leaves out. */
export const spansWithout = ({ text, words, lines, starts }: Words, covered: Uint8Array): readonly Stretch[] => {
  const found: Stretch[] = []
  for (let from = 0; from < words.length; from += 1) {
    if (covered[from] === 1) continue
    let to = from + 1
    while (to < words.length && covered[to] !== 1 && lines[to] === lines[from]) to += 1
    found.push({ line: lines[from]!, text: text.slice(starts[from]!, starts[to - 1]! + words[to - 1]!.length) })
    from = to - 1
  }
  return found
}

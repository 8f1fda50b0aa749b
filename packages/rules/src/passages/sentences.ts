import { type Block, readBlocks } from './blocks.ts'
import { sentenceEnds } from './full-stops.ts'
import type { Stretch } from './report.ts'
import type { Words } from './words.ts'

/** A stretch and its words: the first, and the one after the last. */
export interface Sentence extends Stretch {
  readonly from: number
  readonly to: number
  /** `item` is the first sentence of an item of a list. */
  readonly kind: 'heading' | 'sentence' | 'item'
  /** The heading above it. */
  readonly under: string | undefined
  /** Of what stands in a list: the sentence that the list goes on from. */
  readonly after: string | undefined
}

/**
 * The sentences of a document, headings and items of lists among them; every word is in exactly one. A sentence ends with its
 * paragraph, if not before.
 */
export const splitSentences = (document: Words): readonly Sentence[] => {
  const { text, starts } = document
  const lastOf = new Map<Block, string>()
  const found: Sentence[] = []
  let from = 0
  const wordsBefore = (offset: number): number => {
    let to = from
    while (to < starts.length && starts[to]! < offset) to += 1
    return to
  }
  for (const block of readBlocks(text)) {
    const ends = block.kind === 'heading' ? [] : sentenceEnds(text.slice(block.from, block.to))
    for (const [i, end] of [...ends, block.to - block.from].entries()) {
      const to = wordsBefore(block.from + end)
      if (to === from) continue
      const one = stretchOf(document, from, to, block.from, block.from + end)
      const isFirst = i === 0 || !lastOf.has(block)
      found.push({ ...one, kind: kindOf(block, isFirst), ...placeOf(block, lastOf) })
      lastOf.set(block, one.text)
      from = to
    }
  }
  return withRest(document, found, from)
}

/** Words that are in no block, such as a bullet that is a letter and has nothing beside it, go with the last sentence. */
const withRest = (document: Words, found: Sentence[], from: number): readonly Sentence[] => {
  const to = document.words.length
  if (from === to) return found
  const last = found.pop()
  const alone = stretchOf(document, from, to, 0, document.text.length)
  found.push(last === undefined ? { ...alone, kind: 'sentence', under: undefined, after: undefined } : { ...last, to })
  return found
}

const kindOf = ({ kind }: Block, isFirst: boolean): Sentence['kind'] =>
  kind === 'heading' ? 'heading' : kind === 'item' && isFirst ? 'item' : 'sentence'

const placeOf = ({ heading, stem }: Block, lastOf: ReadonlyMap<Block, string>): Pick<Sentence, 'under' | 'after'> => ({
  under: heading?.body,
  after: stem === undefined ? undefined : lastOf.get(stem),
})

/** From the first word, or where the block begins, with what opens it, to the end of the sentence. */
const stretchOf = ({ text, lines, starts }: Words, from: number, to: number, blockFrom: number, end: number) => {
  const start = Math.max(starts[from]!, blockFrom)
  const opened = /["'“‘([]*$/u.exec(text.slice(Math.max(0, start - 3), start))![0].length
  return { line: lines[from]!, text: text.slice(start - opened, end).trim(), from, to }
}

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

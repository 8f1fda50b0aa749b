import { TRUTH_LETTERS, TRUTH_WORDS, type Truth } from '../../kernel/truth.ts'

/** What a template needs to know of one evaluation. */
export interface TraceValues {
  readonly truths: Uint8Array
  /** The JSON text of each fact’s value as found, given or derived; by slot. */
  readonly found: readonly string[]
}

/**
 * JSON text with holes: what never changes is written once, when a question is first asked. A hole is the truth of a node, by
 * its literal, after the value found of a fact if `slots` names one. The text that follows is ready for each truth, and
 * in it the words of all that depends on the same node.
 */
export interface Template {
  readonly first: string
  readonly literals: Int32Array
  /** -1 if no value stands before the truth. */
  readonly slots: Int32Array
  /** What follows each hole: a text a truth, so three a hole. */
  readonly after: readonly string[]
  /** The letters of the truth words in `first`, and of those in each text of `after`. */
  readonly firstLetters: string
  readonly letters: readonly string[]
}

const truthsCount = TRUTH_WORDS.length

/** The text with its holes filled. */
export const fillTemplate = ({ first, literals, slots, after }: Template, { truths, found }: TraceValues): string => {
  let text = first
  for (let i = 0; i < literals.length; i += 1) {
    const slot = slots[i]!
    if (slot >= 0) text += found[slot]!
    text += after[truthsCount * i + truths[literals[i]!]!]!
  }
  return text
}

/** The letters of the truth words in the text that `fill` makes, in its order. */
export const fillLetters = ({ firstLetters, literals, letters }: Template, truths: Uint8Array): string => {
  let text = firstLetters
  for (let i = 0; i < literals.length; i += 1) text += letters[truthsCount * i + truths[literals[i]!]!]!
  return text
}

/** Collects the parts of a template; neighbouring texts become one. */
export interface TemplateWriter {
  text: (text: string) => void
  json: (value: unknown) => void
  truth: (literal: number) => void
  /** The value found of a fact, some text, and the truth of a test of it. */
  foundAndTruth: (slot: number, between: string, literal: number) => void
  done: () => Template
}

interface Hole {
  readonly slot: number
  readonly literal: number
  /** By truth. */
  readonly after: readonly string[][]
  readonly letters: readonly string[][]
}

/** The literal of node 0, which is always true; the node has the same number. */
const alwaysTrue = 0
/** The literal that is false in every lane. */
export const neverTrue = 1

/** Writes a template from left to right; `done` gives it. */
export const createTemplateWriter = (): TemplateWriter => {
  const holeAt = (literal: number, slot = -1): Hole => ({
    slot,
    literal,
    after: TRUTH_WORDS.map(() => []),
    letters: TRUTH_WORDS.map(() => []),
  })
  // What comes first depends on nothing, as if it followed what is always true.
  const holes = [holeAt(alwaysTrue)]
  const text = (more: string) => {
    for (const texts of holes.at(-1)!.after) texts.push(more)
  }
  const truth = (literal: number) => {
    const isConstant = literal >> 1 === alwaysTrue
    if (!isConstant && literal >> 1 !== holes.at(-1)!.literal >> 1) holes.push(holeAt(literal))
    const { literal: by, after, letters } = holes.at(-1)!
    for (let i = 0; i < truthsCount; i += 1) {
      const truth = (isConstant ? (literal === alwaysTrue ? 2 : 0) : by === literal ? i : 2 - i) as Truth
      after[i]!.push(`"${TRUTH_WORDS[truth]}"`)
      letters[i]!.push(TRUTH_LETTERS[truth])
    }
  }
  return {
    text,
    json: value => text(JSON.stringify(value)),
    truth,
    foundAndTruth: (slot, between, literal) => {
      holes.push(holeAt(literal, slot))
      text(between)
      truth(literal)
    },
    done: () => {
      const [first, ...others] = holes
      return {
        first: first!.after[2]!.join(''),
        literals: Int32Array.from(others, one => one.literal),
        slots: Int32Array.from(others, one => one.slot),
        // Joined, not added up: what is added up would stay a chain of pieces, to be walked at every filling.
        after: others.flatMap(one => one.after.map(texts => texts.join(''))),
        firstLetters: first!.letters[2]!.join(''),
        letters: others.flatMap(one => one.letters.map(letters => letters.join(''))),
      }
    },
  }
}

/** Writes the items of a list or the members of an object, with commas between. */
export const writeItems = <T>(write: TemplateWriter, items: readonly T[], each: (item: T) => void): void =>
  items.forEach((item, i) => {
    if (i > 0) write.text(',')
    each(item)
  })

/** Writes a list. */
export const writeList = <T>(write: TemplateWriter, items: readonly T[], each: (item: T) => void): void => {
  write.text('[')
  writeItems(write, items, each)
  write.text(']')
}

import type { Truth } from '../kernel/truth.ts'
import { TRUTH_WORDS } from '../kernel/truth.ts'

/** What a template needs to know of one evaluation. */
export interface TraceValues {
  readonly truths: Uint8Array
  /** The JSON text of each fact’s value as found, given or derived; by slot. */
  readonly found: readonly string[]
}

/**
 * JSON text with holes: what stands still is written once, when a question is first asked; a hole is the truth of a node
 * (its literal) or the value found of a fact (its slot, as -1 - slot).
 */
export interface Template {
  readonly first: string
  readonly holes: Int32Array
  /** For each hole that is a truth the text that each truth puts there, with what follows; for the value of a fact what follows. */
  readonly after: readonly (readonly string[])[]
}

const truthTexts = TRUTH_WORDS.map(word => `"${word}"`)

export const fill = ({ first, holes, after }: Template, { truths, found }: TraceValues): string => {
  let text = first
  for (let i = 0; i < holes.length; i += 1) {
    const hole = holes[i]!
    if (hole >= 0) text += after[i]![truths[hole] as Truth]!
    else text = text + found[-1 - hole]! + after[i]![0]!
  }
  return text
}

/** Collects the parts of a template; neighbouring texts become one, and so do neighbouring holes for the same truth. */
export interface TemplateWriter {
  text: (text: string) => void
  json: (value: unknown) => void
  truth: (literal: number) => void
  found: (slot: number) => void
  done: () => Template
}

/** The literal of the constant that is always true. */
const alwaysTrue = 0

export const templateWriter = (): TemplateWriter => {
  const first = ['']
  const holes: number[] = []
  const after: string[][] = [first]
  const text = (more: string) => {
    const last = after.at(-1)!
    for (let i = 0; i < last.length; i += 1) last[i] += more
  }
  const hole = (at: number, texts: string[]) => {
    holes.push(at)
    after.push(texts)
  }
  const truth = (literal: number) => {
    const last = after.at(-1)!
    if (literal === alwaysTrue) text(truthTexts[2]!)
    else if (holes.at(-1) === literal) truthTexts.forEach((word, i) => (last[i] += word))
    else if (holes.at(-1) === (literal ^ 1)) truthTexts.forEach((word, i) => (last[2 - i] += word))
    else hole(literal, [...truthTexts])
  }
  return {
    text,
    json: value => text(JSON.stringify(value)),
    truth,
    found: slot => hole(-1 - slot, ['']),
    done: () => ({ first: first[0]!, holes: Int32Array.from(holes), after: after.slice(1) }),
  }
}

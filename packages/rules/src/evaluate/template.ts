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
 * (its literal) or the value found of a fact (its slot, as -1 - slot). After a truth the text that follows it is ready too.
 */
export interface Template {
  readonly first: string
  readonly holes: Int32Array
  /** What follows each hole: for the value of a fact its one text, for a truth one that begins with each truth’s word. */
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

/** Collects the parts of a template; neighbouring texts become one. */
export interface TemplateWriter {
  text: (text: string) => void
  json: (value: unknown) => void
  truth: (node: number) => void
  found: (slot: number) => void
  done: () => Template
}

export const templateWriter = (): TemplateWriter => {
  const texts: string[] = ['']
  const holes: number[] = []
  const text = (more: string) => {
    texts[texts.length - 1] += more
  }
  const hole = (at: number) => {
    holes.push(at)
    texts.push('')
  }
  return {
    text,
    json: value => text(JSON.stringify(value)),
    truth: hole,
    found: slot => hole(-1 - slot),
    done: () => ({
      first: texts[0]!,
      holes: Int32Array.from(holes),
      after: holes.map((one, i) => (one >= 0 ? truthTexts.map(truth => truth + texts[i + 1]!) : [texts[i + 1]!])),
    }),
  }
}

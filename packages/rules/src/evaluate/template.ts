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
  /** Texts and holes by turns; the holes are scratch. */
  readonly parts: string[]
  readonly holes: Int32Array
}

const truthTexts = TRUTH_WORDS.map(word => `"${word}"`)

export const fill = ({ parts, holes }: Template, { truths, found }: TraceValues): string => {
  let text = parts[0]!
  for (let i = 0; i < holes.length; i += 1) {
    const hole = holes[i]!
    text += hole >= 0 ? truthTexts[truths[hole] as Truth]! : found[-1 - hole]!
    text += parts[2 * i + 2]!
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
      parts: texts.flatMap((still, i): string[] => (i < holes.length ? [still, ''] : [still])),
      holes: Int32Array.from(holes),
    }),
  }
}

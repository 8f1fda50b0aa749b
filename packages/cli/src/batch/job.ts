import type { CodeSet, Scalar } from '@virtual-school/rules'
import type { Engine } from '../options.ts'

export const notations = ['ndjson', 'csv'] as const
export type Notation = (typeof notations)[number]

/** What a batch does with each line. Plain data, so that it can be handed to a worker thread. */
export interface Job {
  readonly rulesDirectory: string | undefined
  readonly engine: Engine
  /** What a line may leave out. */
  readonly defaults: { readonly decision?: string; readonly authority?: string; readonly asOf: string }
  /** Facts of every line that does not give them itself. */
  readonly facts: Readonly<Record<string, Scalar | null>>
  readonly from: Notation
  /** Of CSV input: what each column holds. */
  readonly headings: readonly string[]
  /** Of an extract of a national return: what its codes mean. */
  readonly codes?: CodeSet
  readonly to: Notation
}

/** What became of some lines: the text to print, and how often each answer was given. */
export interface Outcome {
  readonly text: string
  readonly tally: Tally
}

/** How often each answer to each decision was given; refused lines have a key of their own. */
export type Tally = Readonly<Record<string, number>>

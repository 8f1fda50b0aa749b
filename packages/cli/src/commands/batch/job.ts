import type { LineFormat, Notation } from '../../requests/read-requests.ts'
import type { Engine } from '../../terminal/options.ts'

/** What a batch does with each line. Plain data, so that it can be handed to a worker thread. */
export interface Job extends LineFormat {
  readonly rulesDirectory: string | undefined
  readonly engine: Engine
  readonly to: Notation
}

/** How often each answer to each decision was given; refused lines have a key of their own. */
export type BatchTally = Readonly<Record<string, number>>

/** What became of some lines: the text to print, and how often each answer was given. */
export interface AnsweredLines {
  readonly text: string
  readonly tally: BatchTally
}

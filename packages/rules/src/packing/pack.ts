import type { Trace } from '../evaluate/decision.ts'
import { FROM_LETTERS, type PackedTrace } from '../evaluate/trace/packed.ts'
import type { Scalar } from '../language/values.ts'
import { withReplaced } from './walk.ts'

/**
 * A full trace packed: the values, where they are from and the truths, which are all of it that depends on the facts. The same
 * as `rules.evaluateForRecord` gives without making the trace.
 */
export const packTrace = (trace: Trace): PackedTrace => {
  const found: Record<string, Scalar> = {}
  let from = ''
  let truths = ''
  const note = (fact: string, value: Scalar | null) => {
    if (value !== null) found[fact] = value
  }
  for (const [name, { value }] of Object.entries(trace.facts)) note(name, value)
  withReplaced(trace, {
    truth: was => {
      truths += was[0]
      return was
    },
    found: (fact, was) => {
      note(fact, was)
      return was
    },
    entry: (_, was) => {
      from += FROM_LETTERS[was.from]
      return was
    },
  })
  return { found, from, truths }
}

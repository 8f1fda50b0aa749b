import type { Envelope } from '../envelope.ts'
import type { ListedRecord } from '../log/list.ts'
import { namesIn } from '../log/rules-column.ts'

/** A record in a list: its envelope, and what the index knows of a decision. */
export interface ListItem {
  readonly envelope: Envelope
  /** Of a decision that was not erased. */
  readonly found: {
    readonly answer: string | null
    readonly status: string
    readonly rules: readonly string[]
    readonly cautions: readonly string[]
    readonly readings: readonly string[]
  } | null
  /** Whether a person recorded that this decision was recorded in error. */
  readonly isCorrected: boolean
}

const under = (names: readonly string[], kind: string): readonly string[] =>
  names.filter(name => name.startsWith(kind)).map(name => name.slice(kind.length))

export const listItem = ({ envelope, answer, status, rules }: ListedRecord, isCorrected: boolean): ListItem => {
  const names = namesIn(rules ?? '')
  return {
    envelope: JSON.parse(envelope) as Envelope,
    found:
      status === null
        ? null
        : {
            answer,
            status,
            rules: names.filter(name => !name.includes(':')),
            cautions: under(names, 'caution:'),
            readings: under(names, 'reading:'),
          },
    isCorrected,
  }
}

import type { DecisionForRecord, PackedTrace } from '@virtual-school/rules'
import type { KeptRequest } from '../intake/kept-request.ts'

/** What is sealed of a decision. */
export interface DecisionPayload {
  readonly request: KeptRequest
  /** The decision as it was answered, its trace aside. */
  readonly result: DecisionForRecord['findings']
  /** The trace, packed: `unpackTrace` makes it again. */
  readonly evaluation: PackedTrace
}

/** As text. The decision’s own bytes stand in it, so that replaying can compare them. */
export const decisionPayload = (request: KeptRequest, { text, evaluation }: DecisionForRecord): string =>
  `{"request":${JSON.stringify(request)},"result":${text},"evaluation":${JSON.stringify(evaluation)}}`

/** A payload with the tag that binds it to its reference, as its last member; see `tagOf`. */
export const withTag = (payload: string, tag: string | undefined): string =>
  tag === undefined ? payload : `${payload.slice(0, -1)},"bound":"${tag}"}`

const tagForm = /,"bound":"([0-9a-f]{64})"\}$/

/** A payload as it was before it was tagged, and its tag. */
export const apartFromTag = (text: string): { readonly text: string; readonly tag: string | undefined } => {
  const found = tagForm.exec(text)
  return found === null ? { text, tag: undefined } : { text: `${text.slice(0, found.index)}}`, tag: found[1] }
}

/** What is sealed of an event: what a person wrote, or what was read and why. */
export type EventPayload = Readonly<Record<string, string | number | boolean | null>>

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

/** What is sealed of an event: what a person wrote, or what was read and why. */
export type EventPayload = Readonly<Record<string, string | number | boolean | null>>

import type { CivilDate, Issue } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'

/** A decision that was kept: its record, and the receipt that proves it, as JSON. */
export interface KeptDecision {
  readonly id: string
  readonly recordedAt: string
  readonly receipt: string
}

/** What became of a request. `failed`: nothing is given out, and `reason` says why, in a sentence. */
export type DecideOutcome =
  | { readonly kind: 'decided'; readonly text: string; readonly kept?: KeptDecision | undefined }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Decides a request as `POST /decide` has it in its body, with `trace` “none” if it is left out. The only way for a tool to a
 * decision: whoever keeps decisions keeps those of every tool.
 */
export type DecideFunction = (request: Readonly<Record<string, unknown>>) => Promise<DecideOutcome>

/** A decide that keeps nothing. `today` is the day of a request that names none. */
export const decideBy =
  (rules: Rules, today: () => CivilDate): DecideFunction =>
  async request => {
    // Unchecked: the library checks it, and gives every issue.
    const asked = { asOf: today(), trace: 'none', ...request } as unknown as DecisionRequest
    const found = rules.evaluateToJson(asked)
    return found.ok ? { kind: 'decided', text: found.text } : { kind: 'refused', issues: found.issues }
  }

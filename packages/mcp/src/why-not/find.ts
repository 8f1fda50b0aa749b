import type { Refusal } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import type { WhyNot } from '@virtual-school/verify'

/** What is asked: a request, and the answer that is wanted of it. */
export interface WhyNotQuestion {
  readonly request: DecisionRequest
  readonly wanted: string
}

/** What was found; issues if the request is refused; or `busy`: as many are being worked out as may be. */
export type WhyNotOutcome = WhyNot | Refusal | 'busy'

/** Finds why an answer is not the wanted one. */
export interface FindWhyNot {
  /** Whether one more would be too many. Asked before anything is decided for it. */
  readonly isBusy: () => boolean
  readonly find: (rules: Rules, question: WhyNotQuestion) => Promise<WhyNotOutcome>
}

/** How far the solver goes, in milliseconds of an idle machine, and how many proposals are told. */
export const reach = { timeoutMs: 5_000, withinMs: 20_000, most: 3 }

/** Finds in this thread, which does little else meanwhile. Z3 is loaded when it is first asked. */
export const findHere: FindWhyNot = {
  isBusy: () => false,
  find: async (rules, { request, wanted }) => {
    const { whyNot } = await import('@virtual-school/verify')
    return whyNot(rules, request, wanted, reach)
  },
}

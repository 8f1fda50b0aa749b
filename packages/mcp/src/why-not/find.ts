import type { Refusal } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import type { WhyNot } from '@virtual-school/verify'

/** What is asked: a request, and the answer that is wanted of it. */
export interface WhyNotQuestion {
  readonly request: DecisionRequest
  readonly wanted: string
}

/** What was found, or issues if the request is refused. */
export type FoundWhyNot = WhyNot | Refusal

/** A place for one search. It has to be ended, however the search ends. */
export interface WhyNotPlace {
  readonly find: (rules: Rules, question: WhyNotQuestion) => Promise<FoundWhyNot>
  readonly end: () => void
}

/** Finds why an answer is not the wanted one. */
export interface FindWhyNot {
  /** Takes a place, before anything is decided for the search. Undefined: as many searches are made as may be. */
  readonly takePlace: () => WhyNotPlace | undefined
}

/** How far the solver goes, in milliseconds of an idle machine, and how many proposals are told. */
export const reach = { timeoutMs: 5_000, withinMs: 20_000, most: 3 }

/** Searches in this thread, which does little else meanwhile. Z3 is loaded when it is first asked. */
export const searchHere: WhyNotPlace['find'] = async (rules, { request, wanted }) => {
  const { whyNot } = await import('@virtual-school/verify')
  return whyNot(rules, request, wanted, reach)
}

/** Finds in this thread. */
export const findHere: FindWhyNot = { takePlace: () => ({ find: searchHere, end: () => {} }) }

import { setImmediate } from 'node:timers/promises'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'

/** Works some decisions out a second time. Its parts are injected, so that a test can plant a disagreement. */
export interface CrossCheck {
  /** The share of decisions, from 0 (none) to 1 (all). */
  readonly share: number
  /** As Math.random: from 0 up to, and without, 1. */
  readonly random: () => number
  /** The second evaluator: it must give the bytes that the first one gives. */
  readonly evaluateToJson: (rules: Rules, request: DecisionRequest) => Promise<string>
}

/** Whether a decision that is drawn for a check comes out differently. Without `check`, none is drawn. */
export const isContradicted = async (
  check: CrossCheck | undefined,
  rules: Rules,
  request: DecisionRequest,
  text: string,
): Promise<boolean> =>
  check !== undefined &&
  check.share > 0 &&
  check.random() < check.share &&
  (await check.evaluateToJson(rules, request)) !== text

/**
 * The second evaluator waits for nothing outside, so many checks in a row would block the event loop. Each starts in a new turn
 * of the loop, after the one before it.
 */
export const runOneATurn = (evaluateToJson: CrossCheck['evaluateToJson']): CrossCheck['evaluateToJson'] => {
  let before: Promise<unknown> = Promise.resolve()
  return (rules, request) => {
    const mine = before.then(() => setImmediate()).then(() => evaluateToJson(rules, request))
    before = mine.catch(() => {})
    return mine
  }
}

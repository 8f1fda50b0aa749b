import { setImmediate } from 'node:timers/promises'
import type { DecisionRequest, Rules } from '@virtual-school/rules'

/** Works some decisions out a second time. What it is given is injected, so that a test can plant a disagreement. */
export interface CrossCheck {
  /** From 0 (none) to 1 (every decision). */
  readonly share: number
  /** From 0 up to 1, as Math.random. */
  readonly random: () => number
  /** The second evaluator: it must give the bytes that the first one gives. */
  readonly evaluateToJson: (rules: Rules, request: DecisionRequest) => Promise<string>
}

/** Whether a decision that is due for a check comes out otherwise. */
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
 * The second evaluator waits for nothing from outside, so that many checks in a row would keep the event loop to
 * themselves: each begins in a turn of its own, after the one before it.
 */
export const runOneATurn = (evaluateToJson: CrossCheck['evaluateToJson']): CrossCheck['evaluateToJson'] => {
  let before: Promise<unknown> = Promise.resolve()
  return (rules, request) => {
    const mine = before.then(() => setImmediate()).then(() => evaluateToJson(rules, request))
    before = mine.catch(() => {})
    return mine
  }
}

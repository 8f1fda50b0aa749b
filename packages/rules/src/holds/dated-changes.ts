import type { Rulebook } from '../compile/rulebook.ts'
import type { DecisionRequest, Refusal } from '../evaluate/decision.ts'
import { type Answer, answer, checkRequest } from '../evaluate/evaluate.ts'
import type { CivilDate } from '../kernel/dates.ts'
import type { RequestTo } from '../typing/typed.ts'
import { listDays } from './days.ts'
import { createGrowingCase, requestsOn } from './growth.ts'
import { findOpen, saysSame, together } from './holds.ts'
import { type HoldsReason, listReasons } from './reasons.ts'

/** A day on which the answer becomes another. */
export interface DatedChange {
  readonly day: CivilDate
  /** What can be said on the day before. */
  readonly before: Answer | Refusal
  /** What can be said on the day; the issues, if these facts cannot stand together any longer. */
  readonly after: Answer | Refusal
  readonly because: readonly HoldsReason[]
}

/** How an answer changes as time passes. */
export interface DatedChanges {
  readonly now: Answer
  readonly changes: readonly DatedChange[]
  /** The day from which nobody can say, as it turns on how old the child is or on the school year; absent: it is known to the last day. */
  readonly notKnown?: {
    readonly from: CivilDate
    /** Names of the facts on which it turns. */
    readonly because: readonly string[]
    /** Names of facts that would help, if they were given. */
    readonly missing: readonly string[]
  }
}

/**
 * Every later day, up to and including `lastDay`, on which the answer to a request becomes another, and why. What is taken to change
 * and what to stay is as in `holdsUntil`. The issues of the request, if it is refused.
 */
export const listDatedChanges = <R extends { readonly rulebook: Rulebook }>(
  { rulebook }: R,
  asked: RequestTo<R>,
  lastDay: CivilDate,
): DatedChanges | Refusal => {
  const issues = checkRequest(rulebook, asked)
  if (issues.length > 0) return { issues }
  const given = asked as DecisionRequest
  const about = createGrowingCase(rulebook, { ...given, facts: { ...given.facts } })
  const now = answer(rulebook, about.request)
  if ('issues' in now) return now
  const decision = rulebook.decisions.get(given.decision)!
  const changes: DatedChange[] = []
  let before: Answer | Refusal = now
  for (const day of listDays(about, rulebook.authorities.get(given.authority ?? rulebook.national)!, decision)) {
    if (day > lastDay) break
    const ways = requestsOn(about, day).map(request => ({ request, found: answer(rulebook, request) }))
    if (ways.every(one => saysSame(one.found, before))) continue
    const [first, ...others] = ways
    if (first === undefined || others.some(one => !saysSame(one.found, first.found)))
      return { now, changes, notKnown: { from: day, ...findOpen(about, ways) } }
    const after = together(decision.answers, ways)
    changes.push({ day, before, after, because: listReasons(about, first.request) })
    before = after
  }
  return { now, changes }
}

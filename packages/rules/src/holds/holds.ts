import type { Rulebook } from '../compile/rulebook.ts'
import type { DecisionRequest, Refusal } from '../evaluate/decision.ts'
import { type Answer, answer, checkRequest } from '../evaluate/evaluate.ts'
import { birthFact, schoolAgeFact, yearGroupFact } from '../kernel/birth.ts'
import type { CivilDate } from '../kernel/dates.ts'
import type { Scalar } from '../language/values.ts'
import type { RequestTo } from '../typing/typed.ts'
import { lastDayLookedAt, listDays } from './days.ts'
import { createGrowingCase, type GrowingCase, requestsOn } from './growth.ts'
import { type HoldsReason, listReasons } from './reasons.ts'

/** How long an answer holds. */
export type Holds = {
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  /** What can be said on the day of the request. */
  readonly now: Answer
} & (
  | {
      /** It holds to the day before `day`. */
      readonly kind: 'until'
      /** The first day on which something else is to be said. */
      readonly day: CivilDate
      /** What is to be said then; the issues, if these facts cannot stand together any longer. */
      readonly later: Answer | Refusal
      /** All that changes on that day and has a part in it. */
      readonly because: readonly HoldsReason[]
    }
  | {
      /** Nobody can say: it turns on how old the child is, or on the school year, and nothing says when that changes. */
      readonly kind: 'not-known'
      /** The first day on which the answer may be another. */
      readonly from: CivilDate
      /** Names of the facts on which it turns. */
      readonly because: readonly string[]
      /** Names of facts that would help, if they were given. */
      readonly missing: readonly string[]
    }
  | {
      /** Nothing that is held changes it. */
      readonly kind: 'open-ended'
      /** The last day that was looked at. */
      readonly checkedTo: CivilDate
    }
)

/**
 * The first later day on which the answer to a request will be another, and why: the rules of that day are others, or the child is
 * older. “Another” is another answer, or more or fewer that are possible. What is required and by when may change before.
 *
 * The child grows older by the date of birth, and with one is taken to go up a school year each 1 September. Without it an age, a
 * school age or a school year that matters lets nobody say how long the answer holds. All other facts are taken to stay as they are,
 * those that count years too. The issues of the request, if it is refused.
 */
export const holdsUntil = <R extends { readonly rulebook: Rulebook }>(
  { rulebook }: R,
  asked: RequestTo<R>,
): Holds | Refusal => {
  const issues = checkRequest(rulebook, asked)
  if (issues.length > 0) return { issues }
  const given = asked as DecisionRequest
  const about = createGrowingCase(rulebook, { ...given, facts: { ...given.facts } })
  const now = answer(rulebook, about.request)
  if ('issues' in now) return now
  const authority = rulebook.authorities.get(given.authority ?? rulebook.national)!
  const decision = rulebook.decisions.get(given.decision)!
  const head = { decision: decision.id, authority: authority.id, asOf: given.asOf, now }
  for (const day of listDays(about, authority, decision)) {
    const ways = requestsOn(about, day).map(request => ({ request, found: answer(rulebook, request) }))
    const others = ways.filter(one => !saysSame(one.found, now))
    if (others.length === 0) continue
    if (others.length < ways.length) return { ...head, kind: 'not-known', from: day, ...findOpen(about, ways) }
    const because = listReasons(about, ways[0]!.request)
    return { ...head, kind: 'until', day, later: together(decision.answers, ways), because }
  }
  return { ...head, kind: 'open-ended', checkedTo: lastDayLookedAt(given.asOf) }
}

/** A way in which the child can have grown, and what is to be said then. */
export interface GrownWay {
  readonly request: DecisionRequest
  readonly found: Answer | Refusal
}

const saidIn = (found: Answer | Refusal): string => ('issues' in found ? '' : found.possibleAnswers.join())
/** Whether two days say the same: the same answers are possible, or there is no answer on both. */
export const saysSame = (one: Answer | Refusal, other: Answer | Refusal): boolean => saidIn(one) === saidIn(other)

/** What can be said if nobody knows which of the ways it is. */
export const together = (answers: readonly { readonly id: string }[], ways: readonly GrownWay[]): Answer | Refusal => {
  const decided = ways.flatMap(({ found }) => ('issues' in found ? [] : [found]))
  if (decided.length === 0) return ways[0]!.found
  const possibleAnswers = answers.map(one => one.id).filter(id => decided.some(one => one.possibleAnswers.includes(id)))
  return possibleAnswers.length > 1
    ? { status: 'undetermined', answer: null, possibleAnswers }
    : { status: 'determined', answer: possibleAnswers[0]!, possibleAnswers }
}

/** The facts on which it turns: another value of one of them alone makes another answer. If none does alone, all of them. */
export const findOpen = (
  { rulebook, request, birth, growing }: GrowingCase,
  ways: readonly GrownWay[],
): { readonly because: readonly string[]; readonly missing: readonly string[] } => {
  const unsure = growing.filter(one => !one.isSure).map(one => one.name)
  const differ = (one: GrownWay, other: GrownWay): readonly string[] =>
    unsure.filter(name => valueIn(one, name) !== valueIn(other, name))
  const alone = unsure.filter(name =>
    ways.some(one => ways.some(other => !saysSame(one.found, other.found) && String(differ(one, other)) === name)),
  )
  const because = alone.length > 0 ? alone : unsure
  const isAboutYear = because.some(name => name !== schoolAgeFact && rulebook.factsByName.get(name)!.derived)
  const helpful = [...(birth === undefined ? [birthFact] : []), ...(isAboutYear ? [yearGroupFact] : [])]
  return { because, missing: helpful.filter(name => rulebook.factsByName.has(name) && request.facts[name] == null) }
}

const valueIn = ({ request }: GrownWay, name: string): Scalar | null | undefined => request.facts[name]

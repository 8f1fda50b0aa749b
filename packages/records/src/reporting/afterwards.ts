import { isChallenge } from '../events/is-challenge.ts'

/** Something recorded about a decision. */
export interface ReportedEvent {
  readonly type: string
  readonly recordedAt: string
  readonly actor: string | undefined
}

/** What the events about one decision come to, in words and not in numbers, so that equal cases are equal. */
export interface Afterwards {
  /** A person agreed or decided otherwise. */
  readonly decided: boolean
  readonly overridden: boolean
  /** The finding, or a fact that it rests on. */
  readonly challenged: boolean
  /** No person decided after the last challenge. */
  readonly unanswered: boolean
  /** Nothing recorded shows that anybody opened it or did anything about it. */
  readonly unseen: boolean
  /** Nothing recorded shows that the outcome was told to anybody. */
  readonly untold: boolean
  /** The last person who decided; null: none did. */
  readonly decidedBy: string | null
}

export const notNamed = '(not named)'

const isDecision = ({ type }: ReportedEvent): boolean => type === 'reviewed' || type === 'overridden'

/** What is done to records as such, without anybody looking at what was found. */
const withoutLooking = ['exported', 'held', 'released', 'erased', 'moved', 'resealed']

/** The time of the last challenge, if no person decided since; else undefined. */
export const openSince = (events: readonly ReportedEvent[]): string | undefined => {
  const last = events.findLastIndex(isChallenge)
  return last < 0 || events.slice(last).some(isDecision) ? undefined : events[last]?.recordedAt
}

/** When a person first decided; undefined: none did. */
export const firstDecided = (events: readonly ReportedEvent[]): string | undefined =>
  events.find(isDecision)?.recordedAt

export const afterwardsOf = (events: readonly ReportedEvent[]): Afterwards => {
  const having = (type: string) => events.some(one => one.type === type)
  const last = events.findLast(isDecision)
  return {
    decided: last !== undefined,
    overridden: having('overridden'),
    challenged: events.some(isChallenge),
    unanswered: openSince(events) !== undefined,
    unseen: events.every(one => withoutLooking.includes(one.type)),
    untold: !having('communicated'),
    decidedBy: last === undefined ? null : (last.actor ?? notNamed),
  }
}

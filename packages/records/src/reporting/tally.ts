import type { RecordType } from '../envelope.ts'
import { namesIn } from '../log/rules-column.ts'

/** A decision as index and log know it; nothing is opened. */
export interface ReportedDecision {
  readonly id: string
  readonly decision: string
  readonly authority: string
  readonly recordedAt: string
  /** Undefined: it was erased, and what was found is no longer known. */
  readonly found: { readonly answer: string | null; readonly rules: string } | undefined
}

/** What people did about a decision. */
export interface ReportedEvent {
  readonly about: string
  readonly type: RecordType
  readonly recordedAt: string
}

/** What the events about one decision come to. */
export interface Afterwards {
  readonly overridden: boolean
  /** By when a person had first decided: agreed, or decided otherwise. */
  readonly decidedAt: string | undefined
  readonly challenges: number
  /** A person decided after the last challenge. */
  readonly answered: boolean
}

export const afterwardsOf = (events: readonly ReportedEvent[]): Afterwards => {
  const isDecision = ({ type }: ReportedEvent) => type === 'reviewed' || type === 'overridden'
  const last = events.findLastIndex(one => one.type === 'challenged')
  return {
    overridden: events.some(one => one.type === 'overridden'),
    decidedAt: events.find(isDecision)?.recordedAt,
    challenges: events.filter(one => one.type === 'challenged').length,
    answered: last >= 0 && events.slice(last).some(isDecision),
  }
}

/** How many there are, how many of them a person decided, and how many otherwise than was found. */
export interface Share {
  decisions: number
  decided: number
  overridden: number
}

export interface Tally {
  readonly answers: Map<string, { decision: string; authority: string; answer: string; count: number }>
  readonly byDecision: Map<string, Share>
  readonly byRule: Map<string, Share>
  readonly cautions: Map<string, number>
  readonly readings: Map<string, number>
  readonly milliseconds: number[]
  decisions: number
  erased: number
  cautioned: number
  ambiguous: number
  challenges: number
  challenged: number
  answered: number
}

export const newTally = (): Tally => ({
  answers: new Map(),
  byDecision: new Map(),
  byRule: new Map(),
  cautions: new Map(),
  readings: new Map(),
  milliseconds: [],
  ...{ decisions: 0, erased: 0, cautioned: 0, ambiguous: 0, challenges: 0, challenged: 0, answered: 0 },
})

/** Names that answers cannot have, for what is counted beside them. */
export const beside = { undetermined: '(undetermined)', erased: '(erased)' } as const

const addShare = (shares: Map<string, Share>, name: string, { decidedAt, overridden }: Afterwards): void => {
  const share = shares.get(name) ?? { decisions: 0, decided: 0, overridden: 0 }
  share.decisions += 1
  share.decided += decidedAt === undefined ? 0 : 1
  share.overridden += overridden ? 1 : 0
  shares.set(name, share)
}

const addOne = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

const addAnswer = (tally: Tally, { decision, authority, found }: ReportedDecision): void => {
  const answer = found === undefined ? beside.erased : (found.answer ?? beside.undetermined)
  const name = `${decision} ${authority} ${answer}`
  const row = tally.answers.get(name) ?? { decision, authority, answer, count: 0 }
  row.count += 1
  tally.answers.set(name, row)
}

const addBearing = (tally: Tally, rules: string, after: Afterwards): void => {
  const of = { caution: false, reading: false }
  for (const name of namesIn(rules)) {
    const [kind, word] = name.split(':')
    if (word === undefined) addShare(tally.byRule, name, after)
    else if (kind === 'caution' || kind === 'reading') {
      of[kind] = true
      addOne(kind === 'caution' ? tally.cautions : tally.readings, word)
    }
  }
  tally.cautioned += of.caution ? 1 : 0
  tally.ambiguous += of.reading ? 1 : 0
}

export const addDecision = (tally: Tally, decision: ReportedDecision, events: readonly ReportedEvent[]): void => {
  const after = afterwardsOf(events)
  tally.decisions += 1
  addAnswer(tally, decision)
  addShare(tally.byDecision, decision.decision, after)
  if (decision.found === undefined) tally.erased += 1
  else addBearing(tally, decision.found.rules, after)
  tally.challenges += after.challenges
  tally.challenged += after.challenges > 0 ? 1 : 0
  tally.answered += after.answered ? 1 : 0
  if (after.decidedAt !== undefined)
    tally.milliseconds.push(Date.parse(after.decidedAt) - Date.parse(decision.recordedAt))
}

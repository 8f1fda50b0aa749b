import { countsAs } from '../model/events.ts'
import type { Counted } from '../model/record-types.ts'
import { renderMonth } from './days.ts'
import { type LoggedEvent, notNamed, type ReportedDecision, type ReportedEvent, readEnvelopePart } from './read-log.ts'
import type { Afterwards, Unit } from './units.ts'

const isCounted =
  (counted: Counted) =>
  ({ type }: { readonly type: string }): boolean =>
    countsAs(type, counted)
const isDecision = isCounted('decided')

/** The time of the last challenge, if no person decided since; else undefined. */
const findOpenSince = (events: readonly ReportedEvent[]): string | undefined => {
  const last = events.findLastIndex(isCounted('challenged'))
  return last < 0 || events.slice(last).some(isDecision) ? undefined : events[last]?.recordedAt
}

/** When a person first decided; undefined: none did. */
const findFirstDecided = (events: readonly ReportedEvent[]): string | undefined => events.find(isDecision)?.recordedAt

const summariseAfterwards = (events: readonly ReportedEvent[]): Afterwards => {
  const last = events.findLast(isDecision)
  return {
    decided: last !== undefined,
    overridden: events.some(isCounted('overridden')),
    challenged: events.some(isCounted('challenged')),
    unanswered: findOpenSince(events) !== undefined,
    unseen: !events.some(isCounted('looked')),
    untold: !events.some(isCounted('told')),
    decidedBy: last === undefined ? null : (last.actor ?? notNamed),
  }
}

/** Stands in place of an answer if there is none. */
const undetermined = '(undetermined)'

/** A challenge that no person’s decision came after. */
export interface OpenChallenge {
  /** Of the decision. */
  readonly id: string
  readonly question: string
  readonly council: string
  /** When it was challenged last, ISO 8601 in UTC. */
  readonly since: string
}

/** Rules that came into use, and when, ISO 8601 in UTC. */
interface Activation {
  readonly version: string
  readonly digest: string
  readonly at: string
}

/** All that a report is made of, gathered record by record. */
export interface ReportTally {
  readonly units: Unit[]
  readonly open: OpenChallenge[]
  readonly activations: Activation[]
  /** From the record to the first decision by a person. */
  readonly milliseconds: number[]
}

/** A tally of nothing yet. */
export const createTally = (): ReportTally => ({ units: [], open: [], activations: [], milliseconds: [] })

const pickNamed = (names: readonly string[], kind: string): readonly string[] =>
  names.filter(name => name.startsWith(`${kind}:`)).map(name => name.slice(kind.length + 1))

/** What is not said of an erased decision is said of none: it is counted, and in no table. */
export const addDecision = (tally: ReportTally, decision: ReportedDecision): void => {
  const { id, question, council, client, askedBy, recordedAt, rules, found, events } = decision
  if (found === undefined) {
    tally.units.push({ kind: 'erased', parts: [question] })
    return
  }
  const matter = {
    ...{ council, question, answer: found.answer ?? undetermined },
    readings: pickNamed(found.names, 'reading'),
    cautions: pickNamed(found.names, 'caution'),
    rules: found.names.filter(name => !name.includes(':')),
  }
  const when = { month: renderMonth(recordedAt), rules: `${rules.version} (${rules.digest.slice(0, 19)})` }
  tally.units.push({ kind: 'decision', parts: [when, matter, client, askedBy, summariseAfterwards(events)] })
  const [since, decidedAt] = [findOpenSince(events), findFirstDecided(events)]
  if (since !== undefined) tally.open.push({ id, question, council, since })
  if (decidedAt !== undefined) tally.milliseconds.push(Date.parse(decidedAt) - Date.parse(recordedAt))
}

const renderWho = (event: LoggedEvent): string => `${readEnvelopePart(event).actor ?? notNamed} through ${event.client}`

/** Which rules came into use with an event, and when. */
export const readActivation = (event: LoggedEvent): Activation => ({
  version: readEnvelopePart(event).rules?.version ?? '',
  digest: event.rules_digest ?? '',
  at: event.recorded_at,
})

/** Adds a reading, a copy, an erasure or an activation. */
export const addLogEvent = (tally: ReportTally, event: LoggedEvent): void => {
  if (isCounted('reading')(event)) tally.units.push({ kind: 'access', parts: [renderWho(event)] })
  if (isCounted('copy')(event)) tally.units.push({ kind: 'copy', parts: [renderWho(event)] })
  if (isCounted('erasure')(event))
    tally.units.push({ kind: 'erasure', parts: [readEnvelopePart(event).erased?.reason ?? '(not said)'] })
  if (isCounted('activation')(event)) tally.activations.push(readActivation(event))
}

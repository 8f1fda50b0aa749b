import type { ExplanationEntry } from '@virtual-school/rules'
import { wordsOf } from './event-words.ts'
import type { LaterEvent } from './input.ts'
import { by, instantInWords, through } from './when-and-who.ts'

interface Group {
  readonly first: LaterEvent
  readonly last: LaterEvent
  readonly count: number
}

/** A line for each person and system that read or copied, and no line for each time: a record may be read often. */
export const seenEntries = (events: readonly LaterEvent[]): readonly ExplanationEntry[] =>
  groupsOf(events).map(({ first, last, count }) => {
    const { lead, text } = isListing(first) ? listedWords : wordsOf(first.type)
    const [from, to] = [instantInWords(first.recordedAt), instantInWords(last.recordedAt)]
    const when = count === 1 ? `on ${from}` : `${count} times, first on ${from} and last on ${to}`
    return { lead, text: `${text} Recorded ${when}, ${by(first.actor)}, ${through(first.client)}.` }
  })

const listedWords = { lead: 'Listed', text: 'It was shown in a list of records.' }

/** Whether it stood in a list that somebody read, among others. */
const isListing = ({ type, details = {} }: LaterEvent): boolean =>
  type === 'accessed' && details.read === 'list' && Object.keys(details).length === 1

const groupsOf = (events: readonly LaterEvent[]): readonly Group[] => {
  const found = new Map<string, Group>()
  for (const event of events) {
    const whose = JSON.stringify([event.type, event.actor, event.client, isListing(event)])
    const { first, count } = found.get(whose) ?? { first: event, count: 0 }
    found.set(whose, { first, last: event, count: count + 1 })
  }
  return [...found.values()]
}

/** Whether there is more to tell of it than who and when. */
export const saysMore = (event: LaterEvent): boolean =>
  event.reason !== undefined || event.answer !== undefined || (event.details !== undefined && !isListing(event))

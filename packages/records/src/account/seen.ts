import { type ExplanationEntry, listed } from '@virtual-school/rules'
import type { LaterEvent } from './account.ts'
import { dayInWords } from './when-and-who.ts'

/** What one person, or one system, did with a record on one day or on several. */
interface Seen {
  readonly days: readonly string[]
  readonly events: readonly LaterEvent[]
}

/** So many lines have a day each; with more days there is a line for each person. */
const mostLines = 10

/** Who read or copied a record, and how often: a line for each person and day, or for each person if there are many days. */
export const seenEntries = (events: readonly LaterEvent[]): readonly ExplanationEntry[] => {
  if (events.length === 0) return []
  const byDay = together(events, dayOf)
  const entries = byDay.length <= mostLines ? byDay.map(dayEntry) : together(events, () => '').map(daysEntry)
  const isFolded = events.length > entries.length
  return isFolded
    ? [...entries, { text: 'The same account as data (account.json in a copy) lists each time.' }]
    : entries
}

const dayOf = ({ recordedAt }: LaterEvent): string => dayInWords(recordedAt)

const together = (events: readonly LaterEvent[], of: (event: LaterEvent) => string): readonly Seen[] => {
  const found = new Map<string, LaterEvent[]>()
  for (const event of events) {
    const whose = JSON.stringify([event.actor, event.client, of(event)])
    found.set(whose, [...(found.get(whose) ?? []), event])
  }
  return [...found.values()].map(some => ({ events: some, days: [...new Set(some.map(dayOf))] }))
}

const dayEntry = ({ events, days }: Seen): ExplanationEntry => ({
  lead: days[0] ?? '',
  text: `${whoOf(events)} ${doneInWords(events)}${systemOf(events)}.`,
})

const daysEntry = ({ events, days }: Seen): ExplanationEntry => {
  const when = days.length === 1 ? ` on ${days[0]}` : `, on ${days.length} days from ${days[0]} to ${days.at(-1)}`
  return { text: `${whoOf(events)} ${doneInWords(events)}${when}${systemOf(events)}.` }
}

const whoOf = ([first]: readonly LaterEvent[]): string => first?.actor ?? 'someone who is not named'
const systemOf = ([first]: readonly LaterEvent[]): string =>
  first === undefined || first.client === 'local' ? '' : ` (through ${first.client})`

const doneOf = ({ type, details = {} }: LaterEvent): string => {
  if (type === 'exported') return 'copied it'
  return details.read === 'list' ? 'saw it in a list' : 'read it'
}

const doneInWords = (events: readonly LaterEvent[]): string => {
  const counts = new Map<string, number>()
  for (const event of events) counts.set(doneOf(event), (counts.get(doneOf(event)) ?? 0) + 1)
  return listed(
    [...counts].map(([done, count]) => `${done} ${timesInWords(count)}`),
    'and',
  )
}

const timesInWords = (count: number): string => ['', 'once', 'twice'][count] ?? `${count} times`

/** Whether somebody said why they read or copied it. */
export const saysMore = ({ reason, answer }: LaterEvent): boolean => reason !== undefined || answer !== undefined

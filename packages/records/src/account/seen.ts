import type { ExplanationEntry } from '@virtual-school/rules'
import { listed } from '@virtual-school/rules/internal'
import type { LaterEvent } from './account.ts'
import { renderDay } from './when-and-who.ts'

/** What one person, or one system, did with a record on one day or on several. */
interface Seen {
  readonly days: readonly string[]
  readonly events: readonly LaterEvent[]
}

/** So many lines have a day each; with more days there is a line for each person. */
const mostLines = 10

/** Who read or copied a record, and how often: a line for each person and day, or for each person if there are many days. */
export const buildSeenEntries = (events: readonly LaterEvent[]): readonly ExplanationEntry[] => {
  if (events.length === 0) return []
  const byDay = groupByPerson(events, renderDayOf)
  const entries =
    byDay.length <= mostLines ? byDay.map(buildDayEntry) : groupByPerson(events, () => '').map(buildDaysEntry)
  const isFolded = events.length > entries.length
  return isFolded
    ? [...entries, { text: 'The same account as data (account.json in a copy) lists each time.' }]
    : entries
}

const renderDayOf = ({ recordedAt }: LaterEvent): string => renderDay(recordedAt)

const groupByPerson = (events: readonly LaterEvent[], of: (event: LaterEvent) => string): readonly Seen[] => {
  const found = new Map<string, LaterEvent[]>()
  for (const event of events) {
    const whose = JSON.stringify([event.actor, event.client, of(event)])
    found.set(whose, [...(found.get(whose) ?? []), event])
  }
  return [...found.values()].map(some => ({ events: some, days: [...new Set(some.map(renderDayOf))] }))
}

const buildDayEntry = ({ events, days }: Seen): ExplanationEntry => ({
  lead: days[0] ?? '',
  text: `${renderWho(events)} ${renderDone(events)}${renderSystem(events)}.`,
})

const buildDaysEntry = ({ events, days }: Seen): ExplanationEntry => {
  const when = days.length === 1 ? ` on ${days[0]}` : `, on ${days.length} days from ${days[0]} to ${days.at(-1)}`
  return { text: `${renderWho(events)} ${renderDone(events)}${when}${renderSystem(events)}.` }
}

const renderWho = ([first]: readonly LaterEvent[]): string => first?.actor ?? 'someone who is not named'
const renderSystem = ([first]: readonly LaterEvent[]): string =>
  first === undefined || first.client === 'local' ? '' : ` (through ${first.client})`

const describeDone = ({ type, details = {} }: LaterEvent): string => {
  if (type === 'exported') return 'copied it'
  return details.read === 'list' ? 'saw it in a list' : 'read it'
}

const renderDone = (events: readonly LaterEvent[]): string => {
  const counts = new Map<string, number>()
  for (const event of events) counts.set(describeDone(event), (counts.get(describeDone(event)) ?? 0) + 1)
  return listed(
    [...counts].map(([done, count]) => `${done} ${renderTimes(count)}`),
    'and',
  )
}

const renderTimes = (count: number): string => ['', 'once', 'twice'][count] ?? `${count} times`

/** Whether somebody said why they read or copied it. */
export const hasReason = ({ reason, answer }: LaterEvent): boolean => reason !== undefined || answer !== undefined

import { sentence } from '@virtual-school/rules'
import type { LaterEvent } from '../account/account.ts'
import { roleInWords } from '../account/detail-words.ts'
import { isChallengeOpen } from '../account/people.ts'
import { instantInWords } from '../account/when-and-who.ts'
import { eventWords } from '../model/events.ts'
import { findingsInWords, type LetterFinding } from './letter-findings.ts'

interface Change {
  readonly text: string
  readonly last: LaterEvent
  /** The ids of the events: one may be told with several findings. */
  readonly ids: ReadonlySet<string>
  readonly numbers: readonly number[]
}

/** What was done about the findings, apart from deciding and reading: one entry for each kind, however often it was done. */
const changesOf = (findings: readonly LetterFinding[]): readonly Change[] => {
  const textOf = textsFor(findings.flatMap(({ events }) => events))
  const found = new Map<string, Change>()
  for (const { number, events } of findings)
    for (const event of events.filter(({ type }) => eventWords(type).group === 'done')) {
      const text = textOf(event)
      const before = found.get(text)
      const last = before === undefined || event.seq > before.last.seq ? event : before.last
      const ids = new Set([...(before?.ids ?? []), event.id])
      found.set(text, { text, last, ids, numbers: [...(before?.numbers ?? []), number] })
    }
  return [...found.values()].sort((one, other) => one.last.seq - other.last.seq)
}

/** To so many it is said who was told which finding. */
const mostRoles = 3

/** Who was told is said apart, since not everybody was told of every finding. */
const textsFor = (events: readonly LaterEvent[]): ((event: LaterEvent) => string) => {
  const roles = new Set(events.flatMap(event => roleOf(event) ?? []))
  return event => {
    const role = roleOf(event)
    if (role === undefined || roles.size > mostRoles) return eventWords(event.type).text
    return `We told the outcome to ${role === 'child' ? 'you' : roleInWords(role)}.`
  }
}

const roleOf = ({ type, details }: LaterEvent): string | undefined =>
  type === 'communicated' && typeof details?.to === 'string' ? details.to : undefined

const changeInWords = ({ text, last, ids, numbers }: Change): string => {
  const when = `${ids.size === 1 ? 'on' : 'last on'} ${instantInWords(last.recordedAt)}`
  return `${text} ${sentence(`${findingsInWords(numbers)}, ${when}`)}`
}

const thatHold = (findings: readonly LetterFinding[], holds: (finding: LetterFinding) => boolean): readonly number[] =>
  findings.filter(holds).map(one => one.number)

/** Records about somebody else are in no copy, but that they were there by mistake is said. */
const movedInWords = (movedAway: readonly string[]): readonly string[] => {
  const last = movedAway.at(-1)
  if (last === undefined) return []
  const when = instantInWords(last)
  return movedAway.length === 1
    ? [
        `A record about someone else was kept under your reference by mistake. We moved it to the right one on ${when}. It is not in this folder.`,
      ]
    : [
        `${movedAway.length} records about other people were kept under your reference by mistake. We moved them to the right ones, the last on ${when}. They are not in this folder.`,
      ]
}

/** What changed since the findings were made, a sentence or two each. `movedAway`: when records were moved to another child. */
export const changesInWords = (
  findings: readonly LetterFinding[],
  movedAway: readonly string[] = [],
): readonly string[] => {
  const open = thatHold(findings, one => isChallengeOpen(one.events))
  const old = thatHold(findings, one => one.isByOldRules)
  const changes = [
    ...changesOf(findings).map(changeInWords),
    ...movedInWords(movedAway),
    ...(open.length === 0
      ? []
      : [`We have no note that anyone has decided since that challenge: ${findingsInWords(open)}.`]),
    ...(old.length === 0
      ? []
      : [`The rules have changed since then: ${findingsInWords(old)}. You can ask us to look at it again.`]),
  ]
  return changes.length === 0 ? ['We have no note that anything has changed since.'] : changes
}

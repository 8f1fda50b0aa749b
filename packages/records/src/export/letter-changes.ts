import { sentence } from '@virtual-school/rules/internal'
import type { LaterEvent } from '../account/account.ts'
import { renderRole } from '../account/detail-words.ts'
import { isChallengeOpen } from '../account/people.ts'
import { renderInstant } from '../account/when-and-who.ts'
import { eventWords } from '../model/events.ts'
import { type LetterFinding, renderNumbers } from './letter-findings.ts'

interface Change {
  readonly text: string
  readonly last: LaterEvent
  /** The ids of the events: one may be told with several findings. */
  readonly ids: ReadonlySet<string>
  readonly numbers: readonly number[]
}

/** What was done about the findings, apart from deciding and reading: one entry for each kind, however often it was done. */
const collectChanges = (findings: readonly LetterFinding[]): readonly Change[] => {
  const textOf = createTextOf(findings.flatMap(({ events }) => events))
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

/** Who was told is said separately, since not everybody was told about every finding. */
const createTextOf = (events: readonly LaterEvent[]): ((event: LaterEvent) => string) => {
  const roles = new Set(events.flatMap(event => readRole(event) ?? []))
  return event => {
    const role = readRole(event)
    if (role === undefined || roles.size > mostRoles) return eventWords(event.type).text
    return `We told the outcome to ${role === 'child' ? 'you' : renderRole(role)}.`
  }
}

const readRole = ({ type, details }: LaterEvent): string | undefined =>
  type === 'communicated' && typeof details?.to === 'string' ? details.to : undefined

const renderChange = ({ text, last, ids, numbers }: Change): string => {
  const when = `${ids.size === 1 ? 'on' : 'last on'} ${renderInstant(last.recordedAt)}`
  return `${text} ${sentence(`${renderNumbers(numbers)}, ${when}`)}`
}

const selectNumbers = (
  findings: readonly LetterFinding[],
  holds: (finding: LetterFinding) => boolean,
): readonly number[] => findings.filter(holds).map(one => one.number)

/** Records about somebody else are in no copy, but that they were there by mistake is said. */
const renderMoved = (movedAway: readonly string[]): readonly string[] => {
  const last = movedAway.at(-1)
  if (last === undefined) return []
  const when = renderInstant(last)
  return movedAway.length === 1
    ? [
        `A record about someone else was kept under your reference by mistake. We moved it to the right one on ${when}. It is not in this folder.`,
      ]
    : [
        `${movedAway.length} records about other people were kept under your reference by mistake. We moved them to the right ones, the last on ${when}. They are not in this folder.`,
      ]
}

/** What changed since the findings were made, a sentence or two each. `movedAway`: when records were moved to another child. */
export const renderChanges = (
  findings: readonly LetterFinding[],
  movedAway: readonly string[] = [],
): readonly string[] => {
  const open = selectNumbers(findings, one => isChallengeOpen(one.events))
  const old = selectNumbers(findings, one => one.isByOldRules)
  const changes = [
    ...collectChanges(findings).map(renderChange),
    ...renderMoved(movedAway),
    ...(open.length === 0
      ? []
      : [`We have no note that anyone has decided since that challenge: ${renderNumbers(open)}.`]),
    ...(old.length === 0
      ? []
      : [`The rules have changed since then: ${renderNumbers(old)}. You can ask us to look at it again.`]),
  ]
  return changes.length === 0 ? ['We have no note that anything has changed since.'] : changes
}

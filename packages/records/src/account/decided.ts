import { listed, sentence } from '@virtual-school/rules/internal'
import type { LaterEvent } from './account.ts'
import { leftOutWords } from './detail-words.ts'
import { type AccountSubject, isDecision, renderAnswer } from './people.ts'
import { renderInstant } from './when-and-who.ts'

/** If a person recorded that this was recorded in error: that, in sentences for the top of the page. */
export const renderCorrection = (events: readonly LaterEvent[]): readonly string[] => {
  const last = events.findLast(event => event.type === 'corrected')
  if (last === undefined) return []
  const replacedBy = last.details?.replacedBy
  return [
    `This was recorded in error, as a person recorded on ${renderInstant(last.recordedAt)}. Do not rely on it.`,
    ...(last.reason === undefined ? [] : [sentence(`What was wrong: ${last.reason}`)]),
    ...(typeof replacedBy === 'string' ? [`The finding with the reference ${replacedBy} stands in its place.`] : []),
  ]
}

/** Decisions that say the same, in order. `what` is a clause and what follows it: who decided stands between them. */
interface Same {
  readonly what: readonly [clause: string, rest: string]
  readonly events: readonly LaterEvent[]
}

/** So many changes of mind are told one by one. */
const mostTold = 4
const mostStaff = 3

/**
 * Everything that people decided on a finding, in sentences and in order: a later decision hides no earlier one. Those that say the
 * same one after the other are told once; if there are many that do not, each of the different ones is, and the last comes last.
 * `itsReasonIs` says where the reason is told.
 */
export const renderDecisions = (
  subject: AccountSubject,
  events: readonly LaterEvent[],
  itsReasonIs: string,
): readonly string[] => {
  const each = events
    .filter(isDecision)
    .map((event): Same => ({ what: describeDecision(subject, event, itsReasonIs), events: [event] }))
  const inTurn = groupSame(each, found => found.slice(-1))
  if (inTurn.length <= mostTold) return inTurn.map((one, at) => renderSame(one, at > 0 ? 'looked again and ' : ''))
  const apart = groupSame(each, found => found).sort((one, other) => findLast(one).seq - findLast(other).seq)
  return [`People decided ${each.length} times, and not always the same.`, ...apart.map(one => renderSame(one, ''))]
}

const findLast = ({ events }: Same): LaterEvent => events.at(-1)!

/** Puts each to one that says the same among those that `readAmong` picks of what was found before. */
const groupSame = (all: readonly Same[], among: (found: readonly Same[]) => readonly Same[]): Same[] => {
  const found: Same[] = []
  for (const one of all) {
    const same = among(found).find(({ what }) => what.join() === one.what.join())
    if (same === undefined) found.push(one)
    else found[found.indexOf(same)] = { ...same, events: [...same.events, ...one.events] }
  }
  return found
}

const describeDecision = (
  subject: AccountSubject,
  { type, answer, reason }: LaterEvent,
  itsReasonIs: string,
): Same['what'] => {
  if (type === 'reviewed') return ['agreed with the finding', '.']
  if (answer !== undefined) return ['decided otherwise', `: ${renderAnswer(subject, answer)}`]
  if (reason === undefined) return ['decided otherwise', '. What was decided cannot be read here.']
  if (reason === leftOutWords) return ['decided otherwise', '. What was decided was left out of this copy.']
  return ['decided otherwise', `. ${itsReasonIs}`]
}

const renderSame = (same: Same, again: string): string => {
  const { what, events } = same
  const when = renderInstant(findLast(same).recordedAt)
  const times = events.length === 1 ? `on ${when}` : `${events.length} times, last on ${when},`
  return sentence(`${times} a person ${again}${what[0]}${renderStaff(events)}${what[1]}`)
}

const renderStaff = (events: readonly LaterEvent[]): string => {
  const staff = [...new Set(events.flatMap(({ actor }) => actor ?? []))]
  if (staff.length === 0) return ''
  const named = staff.length > mostStaff ? [...staff.slice(0, mostStaff), `${staff.length - mostStaff} more`] : staff
  return ` (staff ${staff.length === 1 ? 'reference' : 'references'} ${listed(named, 'and')})`
}

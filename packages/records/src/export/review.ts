import { createHash } from 'node:crypto'
import { accepted, nearest, withSuggestion } from '@virtual-school/rules/internal'
import type { LaterEvent } from '../account/account.ts'
import { leftOutWords } from '../account/detail-words.ts'
import type { Checked, Issue } from '../model/checked.ts'
import { eventWords } from '../model/events.ts'

/** Something that a person wrote in their own words, and that may tell of somebody else. */
export interface FreeText {
  /** The id of the event that it stands in. */
  readonly id: string
  readonly event: LaterEvent
  /** The texts of the event, each with what it is called. */
  readonly texts: readonly (readonly [name: string, text: string])[]
  /** The findings that it is told with, by their numbers in the copy. */
  readonly numbers: readonly number[]
}

/** A word of a list, a day or an id, as no person’s name is written; and the name of a fact, which has a form of its own. */
const isNobodysWords = (name: string, value: string): boolean =>
  name === 'fact' || /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)

/** What a program recorded of a reading is nobody’s own words, nor is the reason of an erasure. */
const listTexts = (event: LaterEvent): FreeText['texts'] => {
  if (event.type === 'erased' || eventWords(event.type).group === 'seen') return []
  const details = Object.entries(event.details ?? {}).flatMap(([name, value]): FreeText['texts'] =>
    typeof value === 'string' && !isNobodysWords(name, value) ? [[name, value]] : [],
  )
  return [...(event.reason === undefined ? [] : [['reason', event.reason] as const]), ...details]
}

/** Every text in people’s own words among the events of some decisions, in the order of the log. An event may be told with several. */
export const listFreeTexts = (decisions: readonly (readonly LaterEvent[])[]): readonly FreeText[] => {
  const found = new Map<string, FreeText>()
  for (const [at, events] of decisions.entries())
    for (const event of events) {
      const texts = listTexts(event)
      const numbers = [...(found.get(event.id)?.numbers ?? []), at + 1]
      if (texts.length > 0) found.set(event.id, { id: event.id, event, texts, numbers })
    }
  return [...found.values()].sort((one, other) => one.event.seq - other.event.seq)
}

/** Eight letters and digits that stand for exactly these texts: a person who gives them back has seen the list. */
export const computeReviewCode = (texts: readonly FreeText[]): string =>
  createHash('sha256')
    .update(JSON.stringify(texts.map(one => [one.id, one.texts])))
    .digest('hex')
    .slice(0, 8)

/** The event as a copy tells it: with other words in place of its words if a person decided that they must not go out. */
export const createLeaveOut =
  (ids: ReadonlySet<string>) =>
  (event: LaterEvent): LaterEvent => {
    if (!ids.has(event.id)) return event
    const free = new Set(listTexts(event).map(([name]) => name))
    const { reason, details, ...rest } = event
    const kept = Object.entries(details ?? {}).map(([name, value]) => [name, free.has(name) ? leftOutWords : value])
    return {
      ...rest,
      ...(reason === undefined ? {} : { reason: leftOutWords }),
      ...(details === undefined ? {} : { details: Object.fromEntries(kept) }),
    }
  }

/** What a person decided on the texts of a copy. */
export interface ReviewGiven {
  /** The code of the list that they read. Absent: nobody has read it, and the letter shows none of the texts. */
  readonly reviewed?: string | undefined
  /** The ids of events whose texts must not go out. */
  readonly leaveOut?: readonly string[] | undefined
}

/** The texts of a copy, and what was decided on them. */
export interface Review {
  readonly texts: readonly FreeText[]
  readonly isReviewed: boolean
  readonly leaveOut: ReadonlySet<string>
}

const otherTexts =
  'The texts of this copy are not those of the list with this code: some were added since, or there are none. Export without it, read the new list, and give its code.'
const noSuchText = 'No text of this copy stands in an event of this id. The list beside the folder shows the ids.'

const checkLeaveOut = (texts: readonly FreeText[], ids: readonly string[]): readonly Issue[] => {
  const known = texts.map(one => one.id)
  return ids.flatMap((id, at): readonly Issue[] =>
    known.includes(id)
      ? []
      : [withSuggestion({ code: 'unknown-name', pointer: `/leaveOut/${at}`, message: noSuchText }, nearest(id, known))],
  )
}

/** Holds what was decided to the texts that there are now, or gives every issue (`/reviewed`, `/leaveOut/0`). */
export const checkReview = (texts: readonly FreeText[], { reviewed, leaveOut = [] }: ReviewGiven): Checked<Review> => {
  const isOther = reviewed !== undefined && (texts.length === 0 || reviewed !== computeReviewCode(texts))
  const issues = [
    ...(isOther ? [{ code: 'not-proved', pointer: '/reviewed', message: otherTexts } as const] : []),
    ...checkLeaveOut(texts, leaveOut),
  ]
  if (issues.length > 0) return { ok: false, issues }
  return accepted({ texts, isReviewed: reviewed !== undefined, leaveOut: new Set(leaveOut) })
}

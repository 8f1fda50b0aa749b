import { createHash } from 'node:crypto'
import { leftOutWords } from '../explanation/detail-words.ts'
import { wordsOf } from '../explanation/event-words.ts'
import type { LaterEvent } from '../explanation/input.ts'

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

/** Words of a list have no spaces; what a program recorded of a reading is nobody’s own words, nor is the reason of an erasure. */
const textsIn = (event: LaterEvent): FreeText['texts'] => {
  if (event.type === 'erased' || wordsOf(event.type).group === 'seen') return []
  const details = Object.entries(event.details ?? {}).flatMap(([name, value]): FreeText['texts'] =>
    typeof value === 'string' && /\s/.test(value.trim()) ? [[name, value]] : [],
  )
  return [...(event.reason === undefined ? [] : [['reason', event.reason] as const]), ...details]
}

/** Every text in people’s own words among the events of some decisions, in the order of the log. An event may be told with several. */
export const freeTextsOf = (decisions: readonly (readonly LaterEvent[])[]): readonly FreeText[] => {
  const found = new Map<string, FreeText>()
  for (const [at, events] of decisions.entries())
    for (const event of events) {
      const texts = textsIn(event)
      const numbers = [...(found.get(event.id)?.numbers ?? []), at + 1]
      if (texts.length > 0) found.set(event.id, { id: event.id, event, texts, numbers })
    }
  return [...found.values()].sort((one, other) => one.event.seq - other.event.seq)
}

/** Eight letters and digits that stand for these very texts: whoever gives them back has seen the list. */
export const reviewCodeOf = (texts: readonly FreeText[]): string =>
  createHash('sha256')
    .update(JSON.stringify(texts.map(one => [one.id, one.texts])))
    .digest('hex')
    .slice(0, 8)

/** The event as a copy tells it: with words in place of its own if a person decided that they must not go out. */
export const leavingOut =
  (ids: ReadonlySet<string>) =>
  (event: LaterEvent): LaterEvent => {
    if (!ids.has(event.id)) return event
    const free = new Set(textsIn(event).map(([name]) => name))
    const { reason, details, ...rest } = event
    const kept = Object.entries(details ?? {}).map(([name, value]) => [name, free.has(name) ? leftOutWords : value])
    return {
      ...rest,
      ...(reason === undefined ? {} : { reason: leftOutWords }),
      ...(details === undefined ? {} : { details: Object.fromEntries(kept) }),
    }
  }

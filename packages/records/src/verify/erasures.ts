import { isErasedBy, type LoggedErasure, readErasure, type SealedPlace } from '../log/erasures.ts'
import type { Envelope } from '../model/envelope.ts'
import type { Faults } from './fault.ts'
import { everyPage, type LogSource } from './source.ts'

/** What the log says was erased; in memory there is one entry for each `erased` record. */
export interface Erasures {
  readonly isOf: (subject: string) => boolean
  /** Whether something was erased after it was sealed. */
  readonly covers: (place: SealedPlace) => boolean
  /** Reads what was erased since. */
  readonly refresh: () => Promise<void>
}

/** The erasures of a log, read when they are first needed. */
export const collectErasures = (source: Pick<LogSource, 'erased' | 'heads'>, faults: Faults): Erasures => {
  const bySubject = new Map<string, LoggedErasure[]>()
  let read: number | undefined
  const note = (once: LoggedErasure) => {
    const known = bySubject.get(once.subject) ?? []
    if (!known.some(one => one.seq === once.seq)) bySubject.set(once.subject, [...known, once])
  }
  const since: LogSource['erased'] = (after, limit) => source.erased(after ?? read, limit)
  const refresh = async () => {
    // Where the log ended before it was read: what was looked through once need not be again.
    const [head] = await source.heads()
    for await (const page of everyPage(since, { by: 'seq', limit: 500, faults }))
      for (const { envelope } of page) {
        const once = readErasure(envelope)
        if (once !== undefined) note(once)
      }
    read = typeof head?.size === 'number' ? head.size - 1 : read
  }
  return {
    isOf: subject => bySubject.has(subject),
    covers: place => bySubject.get(place.subject)?.some(one => isErasedBy(one, place)) ?? false,
    refresh,
  }
}

const readYear = (time: string): number => Number(time.slice(0, 4))

/**
 * The places of sealed records. An event is sealed under the key of the decision that it is about, so if something of its
 * subject was erased, the year of that decision is looked up.
 */
export const findSealedPlaces = async (
  source: Pick<LogSource, 'recordsById'>,
  envelopes: readonly Envelope[],
  erasures: Erasures,
): Promise<readonly SealedPlace[]> => {
  const wanted = envelopes.flatMap(({ about, subject }) =>
    about !== undefined && erasures.isOf(subject ?? '') ? [about] : [],
  )
  const found = await source.recordsById([...new Set(wanted)])
  // What holds again the contents of an event is about that event, which is about a decision.
  const events = found.flatMap(({ about }) => about ?? [])
  const decisions = events.length === 0 ? [] : await source.recordsById([...new Set(events)])
  const own = new Map([...found, ...decisions].map(row => [row.id, row]))
  const byId = new Map(found.map(row => [row.id, own.get(row.about ?? '') ?? row]))
  return envelopes.map(({ seq, subject = '', decision, recordedAt, about }) => {
    const of = about === undefined ? undefined : byId.get(about)
    return {
      seq,
      subject,
      decision: of?.decision ?? decision,
      year: readYear(of?.recorded_at ?? recordedAt),
    }
  })
}

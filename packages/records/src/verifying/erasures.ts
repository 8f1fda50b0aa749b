import type { Envelope } from '../envelope.ts'
import type { Erased } from '../erasing/destroy.ts'
import { erasedIn } from '../erasing/destroy-erased.ts'
import { readEnvelope } from '../opening/envelope.ts'
import type { Faults } from './fault.ts'
import { everyPage } from './pages.ts'
import type { LogSource } from './source.ts'

/** Under which key something was sealed, and when. */
export interface SealedPlace {
  readonly seq: number
  readonly subject: string
  readonly decision: string | undefined
  /** Of the decision, also where this is an event about it. */
  readonly year: number
}

/** What the log says was erased; in memory there is one entry for each `erased` record. */
export interface Erasures {
  readonly isOf: (subject: string) => boolean
  /** Whether something was erased after it was sealed. */
  readonly covers: (place: SealedPlace) => boolean
  /** Reads what was erased since. */
  readonly refresh: () => Promise<void>
}

type Once = Erased & { readonly seq: number }

const covered = (one: Once, { seq, decision, year }: SealedPlace): boolean =>
  one.seq > seq &&
  (one.decision === undefined || one.decision === decision) &&
  (one.year === undefined || one.year === year)

const onceIn = (text: unknown): Once | undefined => {
  const read = typeof text === 'string' ? readEnvelope(text) : undefined
  if (!read?.ok || read.value.type !== 'erased' || read.value.subject === undefined) return undefined
  return { ...erasedIn(read.value), seq: read.value.seq }
}

export const erasuresOf = (source: Pick<LogSource, 'erased' | 'heads'>, faults: Faults): Erasures => {
  const bySubject = new Map<string, Once[]>()
  let read: number | undefined
  const note = (once: Once) => {
    const known = bySubject.get(once.subject) ?? []
    if (!known.some(one => one.seq === once.seq)) bySubject.set(once.subject, [...known, once])
  }
  const since: LogSource['erased'] = (after, limit) => source.erased(after ?? read, limit)
  const refresh = async () => {
    // Where the log ended before it was read: what was looked through once need not be again.
    const [head] = await source.heads()
    for await (const page of everyPage(since, { by: 'seq', limit: 500, faults }))
      for (const { envelope } of page) {
        const once = onceIn(envelope)
        if (once !== undefined) note(once)
      }
    read = typeof head?.size === 'number' ? head.size - 1 : read
  }
  return {
    isOf: subject => bySubject.has(subject),
    covers: place => bySubject.get(place.subject)?.some(one => covered(one, place)) ?? false,
    refresh,
  }
}

const yearOf = (time: string): number => Number(time.slice(0, 4))

/**
 * The places of sealed records. An event is sealed under the key of the decision that it is about, so where something of its
 * subject was erased, the year of that decision is looked up.
 */
export const sealedPlaces = async (
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
      year: yearOf(of?.recorded_at ?? recordedAt),
    }
  })
}

import { readEnvelope } from '../opening/envelope.ts'
import type { Erased } from './destroy.ts'

/** Under which key something was sealed, and when. */
export interface SealedPlace {
  readonly seq: number
  readonly subject: string
  readonly decision: string | undefined
  /** Of the decision, also where this is an event about it. */
  readonly year: number
}

/** An erasure, and where in the log it stands. */
export type ErasedAt = Erased & { readonly seq: number }

/** What the envelope of an `erased` record says was destroyed; undefined: it is none. */
export const erasedAt = (text: unknown): ErasedAt | undefined => {
  const read = typeof text === 'string' ? readEnvelope(text) : undefined
  if (!read?.ok || read.value.type !== 'erased' || read.value.subject === undefined) return undefined
  const { seq, subject, decision, erased } = read.value
  return { seq, subject, ...(erased?.year === undefined ? {} : { decision: decision!, year: erased.year }) }
}

/** Whether something was erased after it was sealed, by an erasure that is of its subject. */
export const isCovered = (one: ErasedAt, { seq, decision, year }: SealedPlace): boolean =>
  one.seq > seq &&
  (one.decision === undefined || one.decision === decision) &&
  (one.year === undefined || one.year === year)

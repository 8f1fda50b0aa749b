import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { readEnvelope } from '../model/read-envelope.ts'

/** How many legal holds a subject is under. Each release ends one; a release without a hold ends none. */
export const countHolds = async (db: Kysely<Schema>, subject: string): Promise<number> => {
  const rows = await db
    .selectFrom('records')
    .select('type')
    .where('subject', '=', subject)
    .where('type', 'in', ['held', 'released'])
    .orderBy('seq')
    .execute()
  return rows.reduce((count, { type }) => (type === 'held' ? count + 1 : Math.max(0, count - 1)), 0)
}

/** Under which key something was sealed, and when. */
export interface SealedPlace {
  readonly seq: number
  readonly subject: string
  readonly decision: string | undefined
  /** Of the decision, also if this is an event about it. */
  readonly year: number
}

/** An erasure, and where in the log it stands. */
export type LoggedErasure = ErasedPart & { readonly seq: number }

/** What the envelope of an `erased` record says was destroyed; undefined: it is none. */
export const readErasure = (text: unknown): LoggedErasure | undefined => {
  const read = typeof text === 'string' ? readEnvelope(text) : undefined
  if (!read?.ok || read.value.type !== 'erased' || read.value.subject === undefined) return undefined
  const { seq, subject, decision, erased } = read.value
  return { seq, subject, ...(erased?.year === undefined ? {} : { decision: decision!, year: erased.year }) }
}

/** Whether something was erased after it was sealed, by an erasure that is of its subject. */
export const isErasedBy = (one: LoggedErasure, { seq, decision, year }: SealedPlace): boolean =>
  one.seq > seq &&
  (one.decision === undefined || one.decision === decision) &&
  (one.year === undefined || one.year === year)

/** What erasure takes: all of a subject, or what was recorded in one year of one decision. */
export interface ErasedPart {
  readonly subject: string
  readonly decision?: string
  readonly year?: number
}

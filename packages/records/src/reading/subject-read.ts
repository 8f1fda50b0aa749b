import { referenceIssues } from '../intake/references.ts'
import type { Reader } from '../keeping/by.ts'
import { subjectBy } from '../keys/subject-by.ts'
import { recordById } from '../log/read.ts'
import { sealOf } from '../moving/seal-of.ts'
import type { Records } from '../records.ts'
import { defaultRealm, lookupOf } from '../secret/deployment-keys.ts'

/** What somebody is about to read: one record, or a list that may be narrowed to a child. */
export type AboutToRead =
  | { readonly id: string }
  | { readonly subject?: unknown; readonly subjectRef?: unknown; readonly realm?: unknown }

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Whose records somebody is about to read, for counting how often: the child’s random number; the keyed hash of a reference that
 * nobody has; undefined if it is of nobody in particular. Nothing is recorded, and nothing may be shown on the strength of it.
 */
export const subjectRead = async (
  records: Pick<Records, 'database' | 'keys'>,
  asked: AboutToRead,
  by: Reader,
): Promise<string | undefined> => {
  if ('id' in asked) return idForm.test(asked.id) ? subjectOfRecord(records, asked.id) : undefined
  const { subject, subjectRef, realm } = asked
  if (typeof subject === 'string') return subject
  if (typeof subjectRef !== 'string' || referenceIssues(subjectRef, '', '').length > 0) return undefined
  const own = typeof realm === 'string' ? realm : (by.realm ?? defaultRealm)
  return (await subjectBy(records, own, subjectRef))?.subject ?? lookupOf(records.keys, own, subjectRef)
}

const subjectOfRecord = async (
  { database: { db } }: Pick<Records, 'database'>,
  id: string,
): Promise<string | undefined> => {
  const row = await recordById(db, id)
  return row && ((await sealOf(db, row))?.subject ?? row.subject ?? undefined)
}

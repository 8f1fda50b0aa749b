import { accepted, type Checked, refusal } from '../checked.ts'
import { recordOf } from '../events/decision-of.ts'
import { referenceIssues } from '../intake/references.ts'
import { withSuggestion } from '../issues.ts'
import { inOtherCase } from '../keys/other-case.ts'
import { subjectBy } from '../keys/subject-by.ts'
import type { Records } from '../records.ts'

/** Which child is meant: by the caller’s reference, by the random number that envelopes have, or as the one whom a record is about. */
export interface SubjectNamed {
  readonly subjectRef?: string | undefined
  readonly subject?: string | undefined
  /** The id of a record. */
  readonly record?: string | undefined
}

type Looking = Pick<Records, 'database' | 'keys'>

const subjectForm = /^[0-9a-f]{32}$/
const nothingKept = 'Nothing of this child is kept that could be read: there never was, or it was erased.'

/** The random number of the child that is meant and of whom something can still be read, or the issue why not. */
export const subjectOf = async (
  records: Looking,
  { subjectRef, subject, record }: SubjectNamed,
): Promise<Checked<string>> => {
  const given = [subjectRef, subject, record].filter(one => one !== undefined)
  if (given.length !== 1)
    return refusal('not-allowed-here', '', 'Say in one way which child is meant: “subjectRef”, “subject” or “record”.')
  if (subjectRef !== undefined) return withOtherCase(records, subjectRef, await referredTo(records, subjectRef))
  if (subject !== undefined) return kept(records, bySubject(subject), '/subject')
  const row = await recordOf(records, record!)
  if (!row.ok) return { ok: false, issues: row.issues.map(issue => ({ ...issue, pointer: '/record' })) }
  return kept(records, accepted(row.value.subject ?? undefined), '/record')
}

const referredTo = async (records: Looking, subjectRef: string): Promise<Checked<string>> =>
  kept(records, await byReference(records, subjectRef), '/subjectRef')

/** Nobody is kept by this reference: perhaps by the same in other letter case. */
const withOtherCase = async (
  records: Looking,
  subjectRef: string,
  found: Checked<string>,
): Promise<Checked<string>> => {
  if (found.ok || found.issues.some(({ code }) => code !== 'unknown-name')) return found
  const way = await inOtherCase(subjectRef, async other => (await referredTo(records, other)).ok)
  return { ok: false, issues: found.issues.map(issue => withSuggestion(issue, way)) }
}

const byReference = async (records: Looking, subjectRef: string): Promise<Checked<string | undefined>> => {
  const issues = referenceIssues(subjectRef, '/subjectRef', 'subjectRef')
  return issues.length > 0 ? { ok: false, issues } : accepted(await subjectBy(records, subjectRef))
}

const bySubject = (subject: string): Checked<string> =>
  subjectForm.test(subject)
    ? accepted(subject)
    : refusal('malformed', '/subject', 'Expected: 32 hexadecimal digits, as records show it.')

const kept = async (
  { database }: Pick<Records, 'database'>,
  found: Checked<string | undefined>,
  pointer: string,
): Promise<Checked<string>> => {
  if (!found.ok) return found
  const subject = found.value
  if (subject === undefined) return refusal('unknown-name', pointer, nothingKept)
  const keys = database.db.selectFrom('keys.data_keys').select('key').where('subject', '=', subject)
  const key = await keys.limit(1).executeTakeFirst()
  return key === undefined ? refusal('unknown-name', pointer, nothingKept) : accepted(subject)
}

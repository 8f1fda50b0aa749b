import { accepted, type Checked, refusal } from '../checked.ts'
import { recordOf } from '../events/decision-of.ts'
import { referenceIssues } from '../intake/references.ts'
import { withSuggestion } from '../issues.ts'
import type { Reader } from '../keeping/by.ts'
import { checkedLink } from '../keys/checked-link.ts'
import type { SubjectRow } from '../keys/key-rows.ts'
import { inOtherCase } from '../keys/other-case.ts'
import { subjectBy } from '../keys/subject-by.ts'
import { subjectRow } from '../keys/subject-row.ts'
import { sealOf } from '../moving/seal-of.ts'
import { realmOfSubject } from '../realms/of-subject.ts'
import type { Records } from '../records.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'

/** Which child is meant: by the caller’s reference, by the random number that envelopes have, or as the one whom a record is about. */
export interface SubjectNamed {
  readonly subjectRef?: string | undefined
  readonly subject?: string | undefined
  /** The id of a record. */
  readonly record?: string | undefined
}

/** A child of whom something can still be read. */
export interface FoundSubject {
  /** The random number that envelopes have. */
  readonly subject: string
  readonly realm: string
  /** Undefined: no reference leads to it. */
  readonly link: SubjectRow | undefined
}

const subjectForm = /^[0-9a-f]{32}$/
const nothingKept = 'Nothing of this child is kept that could be read: there never was, or it was erased.'

type Looking = Pick<Records, 'database' | 'keys'>

/**
 * The child that is meant and of whom something can still be read. Issues: nobody or several ways named, nothing kept that the
 * reader may see, or a reference whose row was changed since, so that it may lead to another child (`not-proved`).
 */
export const subjectOf = async (
  records: Looking,
  named: SubjectNamed,
  reader: Reader,
): Promise<Checked<FoundSubject>> => {
  const { subjectRef, subject, record } = named
  const given = [subjectRef, subject, record].filter(one => one !== undefined)
  if (given.length !== 1)
    return refusal('not-allowed-here', '', 'Say in one way which child is meant: “subjectRef”, “subject” or “record”.')
  if (subjectRef !== undefined) return byReference(records, subjectRef, reader)
  if (subject !== undefined)
    return subjectForm.test(subject)
      ? kept(records, subject, '/subject', reader)
      : refusal('malformed', '/subject', 'Expected: 32 hexadecimal digits, as records show it.')
  const row = await recordOf(records, record!, reader)
  if (!row.ok) return { ok: false, issues: row.issues.map(issue => ({ ...issue, pointer: '/record' })) }
  const seal = await sealOf(records.database.db, row.value)
  return kept(records, seal?.subject ?? row.value.subject ?? undefined, '/record', reader)
}

const byReference = async (records: Looking, subjectRef: string, reader: Reader): Promise<Checked<FoundSubject>> => {
  const found = await referredTo(records, subjectRef, reader)
  if (found.ok || found.issues.some(({ code }) => code !== 'unknown-name')) return found
  // Nobody is kept by this reference: perhaps by the same in other letter case.
  const way = await inOtherCase(subjectRef, async other => (await referredTo(records, other, reader)).ok)
  return { ok: false, issues: found.issues.map(issue => withSuggestion(issue, way)) }
}

const referredTo = async (records: Looking, subjectRef: string, reader: Reader): Promise<Checked<FoundSubject>> => {
  const issues = referenceIssues(subjectRef, '/subjectRef', 'subjectRef')
  if (issues.length > 0) return { ok: false, issues }
  const row = await subjectBy(records, reader.realm, subjectRef)
  return kept(records, row?.subject, '/subjectRef', { ...reader, everyRealm: true })
}

const kept = async (
  records: Looking,
  subject: string | undefined,
  pointer: string,
  { realm: own = defaultRealm, everyRealm = false }: Reader,
): Promise<Checked<FoundSubject>> => {
  const { db } = records.database
  if (subject === undefined) return refusal('unknown-name', pointer, nothingKept)
  const row = await subjectRow(db, subject)
  const key = await db.selectFrom('keys.data_keys').select('key').where('subject', '=', subject).limit(1).execute()
  // A reference without a key: all that it led to was moved to another.
  if (key.length === 0 && row === undefined) return refusal('unknown-name', pointer, nothingKept)
  const realm = row?.realm ?? (await realmOfSubject(db, subject))
  if (!everyRealm && realm !== own) return refusal('unknown-name', pointer, nothingKept)
  const link = checkedLink(records.keys, row, pointer)
  return link.ok ? accepted({ subject, realm, link: link.value }) : link
}

import { accepted, withSuggestion } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { checkLink, type SubjectRow, selectSubjectRow } from '../crypto/links.ts'
import { selectMovesOfChild } from '../log/moves.ts'
import { selectSeal } from '../log/seals.ts'
import type { Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { defaultRealm } from '../model/names.ts'
import { referenceIssues } from '../model/references.ts'
import { findRealmOfSubject, isKeptIn } from './decisions.ts'
import { findRealm } from './realms.ts'
import { findRecord } from './record.ts'
import { findOtherCase, findSubjectRows } from './references.ts'

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
 * The child that is meant and of whom something can still be read, in a realm that the reader may see. Issues: nobody or several
 * ways named, nothing kept, a reference that leads to two numbers, or one whose row was changed since, so that it may lead to
 * another child (`not-proved`).
 */
export const findSubject = async (
  records: Looking,
  named: SubjectNamed,
  reader: Reader,
): Promise<Checked<FoundSubject>> => {
  const { subjectRef, subject, record } = named
  const given = [subjectRef, subject, record].filter(one => one !== undefined)
  if (given.length !== 1)
    return refusal('not-allowed-here', '', 'Say in one way which child is meant: “subjectRef”, “subject” or “record”.')
  if (subjectRef !== undefined) return findByReference(records, subjectRef, reader)
  if (subject !== undefined)
    return subjectForm.test(subject)
      ? findBySubject(records, subject, reader)
      : refusal('malformed', '/subject', 'Expected: 32 hexadecimal digits, as records show it.')
  const row = await findRecord(records, record!, reader)
  if (!row.ok) return { ok: false, issues: row.issues.map(issue => ({ ...issue, pointer: '/record' })) }
  const { db } = records.database
  const seal = await selectSeal(db, row.value)
  const realm = await findRealm(db, row.value)
  return checkKept(records, seal?.subject ?? row.value.subject ?? undefined, { realm, pointer: '/record' })
}

const findByReference = async (
  records: Looking,
  subjectRef: string,
  reader: Reader,
): Promise<Checked<FoundSubject>> => {
  const found = await findReferred(records, subjectRef, reader)
  if (found.ok || found.issues.some(({ code }) => code !== 'unknown-name')) return found
  // Nobody is kept by this reference: perhaps by the same in other letter case.
  const way = await findOtherCase(subjectRef, async other => (await findReferred(records, other, reader)).ok)
  return { ok: false, issues: found.issues.map(issue => withSuggestion(issue, way)) }
}

/** A reference is of one realm, and so is what is found by it. */
const findReferred = async (
  records: Looking,
  subjectRef: string,
  { realm = defaultRealm }: Reader,
): Promise<Checked<FoundSubject>> => {
  const pointer = '/subjectRef'
  const issues = referenceIssues(subjectRef, pointer, 'subjectRef')
  if (issues.length > 0) return { ok: false, issues }
  const rows = await findSubjectRows(records, realm, subjectRef)
  if (!rows.ok) return rows
  const found: FoundSubject[] = []
  for (const { subject } of rows.value) {
    const one = await checkKept(records, subject, { realm, pointer })
    if (one.ok) found.push(one.value)
  }
  if (found.length > 1) return refusal('not-allowed-here', pointer, renderSeveral(found))
  return found[0] === undefined ? refusal('unknown-name', pointer, nothingKept) : accepted(found[0])
}

const renderSeveral = (found: readonly FoundSubject[]): string =>
  `This reference leads to ${found.length} numbers, since records of a client were given to a realm that used it too: ${found.map(one => one.subject).join(', ')}. Give one of them at a time as “subject”; together they are all that is kept under the reference.`

/** A reader of every realm means that in which the child is known; who named a realm means that. */
const findBySubject = async (
  records: Looking,
  subject: string,
  { realm = defaultRealm, everyRealm = false }: Reader,
): Promise<Checked<FoundSubject>> => {
  const pointer = '/subject'
  const own = await checkKept(records, subject, { realm, pointer })
  if (own.ok || !everyRealm || own.issues.some(issue => issue.code === 'not-proved')) return own
  return checkKept(records, subject, { realm: await findRealmOfSubject(records.database.db, subject), pointer })
}

interface Place {
  readonly realm: string
  readonly pointer: string
}

const checkKept = async (
  records: Looking,
  subject: string | undefined,
  { realm, pointer }: Place,
): Promise<Checked<FoundSubject>> => {
  const { db } = records.database
  if (subject === undefined) return refusal('unknown-name', pointer, nothingKept)
  const row = await selectSubjectRow(db, subject)
  const key = await db.selectFrom('keys.data_keys').select('key').where('subject', '=', subject).limit(1).execute()
  const isThere =
    key.length > 0
      ? await isKeptIn(records, { subject, realm })
      : // A reference without a key, since all that it led to was moved to another.
        row?.realm === realm && (await selectMovesOfChild(db, subject)).away.length > 0
  if (!isThere) return refusal('unknown-name', pointer, nothingKept)
  const link = checkLink(records.keys, row, pointer)
  return link.ok ? accepted({ subject, realm, link: link.value }) : link
}

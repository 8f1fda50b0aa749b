import { basename, resolve } from 'node:path'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { draftAboutDecision } from '../events/add-event.ts'
import { readLaterEvents } from '../events/events-of.ts'
import { checkTags } from '../find/check-tags.ts'
import { selectDecisions } from '../find/decisions.ts'
import { findDecision, recordIsDamaged } from '../find/record.ts'
import { findSubject, type SubjectNamed } from '../find/subject.ts'
import { readHead } from '../log/head.ts'
import { selectMovesOfChild } from '../log/moves.ts'
import { readRecordedRules } from '../log/rules.ts'
import { checkActor, type Reader } from '../model/actor.ts'
import { type Checked, type Issue, refusal } from '../model/checked.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { type Filling, fillFolder } from './fill-folder.ts'
import { checkFileIsFree, checkFolderIsFree, type WriteFile, writeFolder } from './folder.ts'
import { renderFoot } from './letter.ts'
import { checkReview, computeReviewCode, listFreeTexts, type Review, type ReviewGiven } from './review.ts'
import { renderReviewPage } from './review-page.ts'
import { parseSender, type SenderGiven } from './sender.ts'

/** What the letter says of the council, and what a person decided on the texts in people’s own words. */
export interface ExportOptions extends SenderGiven, ReviewGiven {}

/** What an export holds. */
export interface ExportedSubject {
  readonly directory: string
  readonly decisions: number
  readonly events: number
  /** How many of the decisions were kept before references were bound to children: for them the link rests on the keys alone. */
  readonly unbound: number
  /** How many events hold a text in somebody’s own words. */
  readonly texts: number
  /** The list of those texts that a person has to read before the folder is handed over, beside it; null: there is nothing to read. */
  readonly review: { readonly file: string; readonly code: string } | null
}

/**
 * Writes everything that is kept about one child into a folder, for a subject access request: a letter (`index.html`), a page
 * for each finding and its workings, the same as text and data, what people did, receipts, the rules, and `verify.html`, which
 * checks all of it offline. The folder is there whole or not at all. That it was exported is recorded first, once for each
 * decision. Texts in people’s own words are not in the letter until a person has read the list that is written beside the
 * folder, and gives its code (`reviewed`). Issues: no such child, a reference that may lead to another child, a directory that is
 * not empty, nobody named who asked, a sender that does not fit a letter, another list than the one that was read. Rejects if
 * storage or the disk fails.
 */
export const exportSubject = async (
  records: Records,
  named: SubjectNamed,
  directory: string,
  by: Reader,
  options: ExportOptions = {},
): Promise<Checked<ExportedSubject>> => {
  const [found, free, sender] = [
    await findSubject(records, named, by),
    await checkFolderIsFree(directory),
    parseSender(options),
  ]
  const issues = [...listIssues(found), ...listIssues(free), ...listIssues(sender), ...checkActor(by)]
  if (!found.ok || !sender.ok || issues.length > 0) return { ok: false, issues }
  const tags = await checkTags(records, found.value)
  if (!tags.ok) return tags
  const rows = await selectDecisions(records, found.value)
  if (rows.some(row => !readEnvelope(row.envelope).ok)) return refusal('malformed', '', recordIsDamaged)
  const { size: until } = await readHead(records.database.db)
  const review = checkReview(await readTexts(records, rows, until), options)
  if (!review.ok) return review
  const beside = isToRead(review.value) ? await checkFileIsFree(nameReviewFile(directory)) : accepted(null)
  if (!beside.ok) return beside
  await recordExported(records, rows, by, review.value)
  const rules = await readRules(records, rows)
  if (!rules.ok) return rules
  const { subject } = found.value
  return writeExport(records, directory, {
    ...{ rows, rules: rules.value, sender: sender.value, review: review.value, until },
    reference: sender.value.reference ?? named.subjectRef ?? subject,
    movedAway: await selectMovedAway(records, subject),
    unbound: tags.value.untagged,
  })
}

const listIssues = (checked: Checked<unknown>): readonly Issue[] => (checked.ok ? [] : checked.issues)

const nameReviewFile = (directory: string): string => `${resolve(directory)}-review.html`
const isToRead = ({ texts, isReviewed }: Review): boolean => texts.length > 0 && !isReviewed

interface Gathered extends Omit<Filling, 'head' | 'write'> {
  readonly unbound: number
}

/** The folder and, if a person still has to read texts, their list beside it: both or neither. */
const writeExport = async (records: Records, directory: string, given: Gathered): Promise<Checked<ExportedSubject>> => {
  const head = await readHead(records.database.db)
  const { unbound, ...filling } = given
  const { texts } = given.review
  const file = nameReviewFile(directory)
  const about = { folder: basename(resolve(directory)), reference: renderFoot(given) }
  const outside = isToRead(given.review) ? { file, text: renderReviewPage(texts, about) } : undefined
  let events = 0
  const fill = async (write: WriteFile): Promise<void> => {
    events = await fillFolder(records, { ...filling, head, write })
  }
  const done = await writeFolder(directory, fill, outside)
  if (!done.ok) return done
  const review = outside === undefined ? null : { file, code: computeReviewCode(texts) }
  return accepted({ directory, decisions: given.rows.length, events, unbound, texts: texts.length, review })
}

/** When records that were kept for a child in error were moved to another. */
const selectMovedAway = async ({ database: { db } }: Records, subject: string): Promise<readonly string[]> => {
  const seqs = (await selectMovesOfChild(db, subject)).away.map(one => one.seq)
  if (seqs.length === 0) return []
  const rows = await db.selectFrom('records').select('recorded_at').where('seq', 'in', seqs).orderBy('seq').execute()
  return rows.map(one => one.recorded_at)
}

/** The texts in people’s own words of what was recorded before seq `until`. */
const readTexts = async (records: Records, rows: readonly RecordRow[], until: number): Promise<Review['texts']> => {
  const events = await Promise.all(rows.map(row => readLaterEvents(records, row)))
  return listFreeTexts(events.map(some => some.filter(one => one.seq < until)))
}

const recordExported = async (
  records: Records,
  rows: readonly RecordRow[],
  by: Reader,
  { texts, isReviewed, leaveOut }: Review,
): Promise<void> => {
  const decisions = await Promise.all(rows.map(row => findDecision(records, row.id, { ...by, everyRealm: true })))
  const reviewed = { texts: texts.length, leftOut: leaveOut.size, reviewed: isReviewed }
  const payload = { export: 'subject', decisions: rows.length, ...(texts.length === 0 ? {} : reviewed) }
  await records.append(
    decisions.flatMap(one =>
      one.ok ? [draftAboutDecision(one.value, 'exported', { by, id: records.newId(), payload })] : [],
    ),
  )
}

/** By their digests: those that decided. */
const readRules = async (
  { database }: Records,
  rows: readonly RecordRow[],
): Promise<Checked<ReadonlyMap<string, Rules>>> => {
  const found = new Map<string, Rules>()
  for (const digest of new Set(rows.map(row => row.rules_digest ?? ''))) {
    const rules = await readRecordedRules(database, digest)
    if (!rules.ok) return rules
    found.set(digest, rules.value)
  }
  return accepted(found)
}

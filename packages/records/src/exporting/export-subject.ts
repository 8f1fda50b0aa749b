import type { Rules } from '@virtual-school/rules'
import { accepted, type Checked, refusal } from '../checked.ts'
import type { RecordRow } from '../database/schema.ts'
import { checkTags } from '../erasing/check-tags.ts'
import { type SubjectNamed, subjectOf } from '../erasing/subject-of.ts'
import { whoIssues } from '../erasing/who-issues.ts'
import { aboutDecision } from '../events/about-decision.ts'
import { damagedWords, decisionOf } from '../events/decision-of.ts'
import type { Reader } from '../keeping/by.ts'
import { readHead } from '../log/head.ts'
import { keptRulesOf } from '../log/kept-rules.ts'
import { movesOfChild } from '../moving/moves.ts'
import { readEnvelope } from '../opening/envelope.ts'
import { decisionsIn } from '../realms/decisions-in.ts'
import type { Records } from '../records.ts'
import { fillFolder } from './fill-folder.ts'
import { freeFolder, writeFolder } from './folder.ts'

export interface ExportedSubject {
  readonly directory: string
  readonly decisions: number
  readonly events: number
  /** How many of the decisions were kept before references were bound to children: for them the link rests on the keys alone. */
  readonly unbound: number
}

/**
 * Writes everything that is kept about one child into a folder, for a subject access request: an account of each decision (HTML,
 * Markdown, JSON), what people did about it, receipts, the log’s key and its present checkpoint, and a page that says how to read
 * and check them. The folder is there whole or not at all. That it was exported is recorded first, once for each decision.
 * Issues: no such child, a reference that may lead to another child, a directory that is not empty, nobody named who asked. Rejects where storage or the disk fails.
 */
export const exportSubject = async (
  records: Records,
  named: SubjectNamed,
  directory: string,
  by: Reader,
): Promise<Checked<ExportedSubject>> => {
  const [found, free] = [await subjectOf(records, named, by), await freeFolder(directory)]
  const issues = [...(found.ok ? [] : found.issues), ...(free.ok ? [] : free.issues), ...whoIssues(by)]
  if (!found.ok || issues.length > 0) return { ok: false, issues }
  const tags = await checkTags(records, found.value)
  if (!tags.ok) return tags
  const rows = await decisionsIn(records, found.value)
  if (rows.some(row => !readEnvelope(row.envelope).ok)) return refusal('malformed', '', damagedWords)
  await recordExported(records, rows, by)
  const rules = await rulesOf(records, rows)
  if (!rules.ok) return rules
  const head = await readHead(records.database.db)
  const movedAway = await movedAwayAt(records, found.value.subject)
  let events = 0
  const written = await writeFolder(directory, async write => {
    events = await fillFolder(records, { rows, rules: rules.value, head, write, movedAway })
  })
  return written.ok ? accepted({ directory, decisions: rows.length, events, unbound: tags.value.untagged }) : written
}

/** When records that were kept for a child in error were moved to another. */
const movedAwayAt = async ({ database: { db } }: Records, subject: string): Promise<readonly string[]> => {
  const seqs = (await movesOfChild(db, subject)).away.map(one => one.seq)
  if (seqs.length === 0) return []
  const rows = await db.selectFrom('records').select('recorded_at').where('seq', 'in', seqs).orderBy('seq').execute()
  return rows.map(one => one.recorded_at)
}

const recordExported = async (records: Records, rows: readonly RecordRow[], by: Reader): Promise<void> => {
  const decisions = await Promise.all(rows.map(row => decisionOf(records, row.id, { ...by, everyRealm: true })))
  const payload = { export: 'subject', decisions: rows.length }
  await records.append(
    decisions.flatMap(one =>
      one.ok ? [aboutDecision(one.value, 'exported', { by, id: records.newId(), payload })] : [],
    ),
  )
}

/** By their digests: those that decided. */
const rulesOf = async (
  { database }: Records,
  rows: readonly RecordRow[],
): Promise<Checked<ReadonlyMap<string, Rules>>> => {
  const found = new Map<string, Rules>()
  for (const digest of new Set(rows.map(row => row.rules_digest ?? ''))) {
    const rules = await keptRulesOf(database, digest)
    if (!rules.ok) return rules
    found.set(digest, rules.value)
  }
  return accepted(found)
}

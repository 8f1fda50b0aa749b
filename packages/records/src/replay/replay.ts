import type { Rules } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { selectRecordById, streamRecords } from '../log/read.ts'
import { readRecordedRules } from '../log/rules.ts'
import { openEach } from '../unseal/open.ts'
import type { OpenedRecord } from '../unseal/payload.ts'
import { replayOne } from './replay-one.ts'
import type { EvaluatorName, ReplayCounts, ReplayFinding, ReplayReport } from './report.ts'
import { createWhatIfTally } from './what-if.ts'

/** Which decisions: one by its id, those recorded at a time (ISO 8601 in UTC with milliseconds) or later, or all. */
export type ReplaySelection = { readonly id: string } | { readonly since: string } | { readonly all: true }

const atOnce = 100

async function* streamSelected(
  { database: { db } }: Pick<Records, 'database'>,
  selection: ReplaySelection,
): AsyncGenerator<RecordRow, void, undefined> {
  if ('id' in selection) {
    const row = await selectRecordById(db, selection.id)
    if (row !== undefined) yield row
    return
  }
  if ('all' in selection) return yield* streamRecords(db)
  // Times never go back, so what was recorded since is what follows the first of them.
  const first = db.selectFrom('records').select('seq').where('recorded_at', '>=', selection.since)
  const from = await first.orderBy('seq').limit(1).executeTakeFirst()
  if (from !== undefined) yield* streamRecords(db, from.seq)
}

/** The decisions of a selection in the order of the log, some at a time; other records are left out. */
async function* streamDecisions(
  records: Pick<Records, 'database'>,
  selection: ReplaySelection,
): AsyncGenerator<readonly RecordRow[], void, undefined> {
  let rows: RecordRow[] = []
  for await (const row of streamSelected(records, selection)) {
    if (row.type !== 'evaluated') continue
    rows.push(row)
    if (rows.length < atOnce) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

/** How records are decided again. */
export interface ReplayOptions {
  /** Other rules, to report what they would have decided instead. */
  readonly rules?: Rules | undefined
  /** Whether json-rules-engine decides again too; it does if this is left out. */
  readonly secondEvaluator?: boolean | undefined
  /** Called after every hundred decisions, with how many were looked at. */
  readonly progress?: ((done: number) => void) | undefined
}

const listed = 1_000

/**
 * Decides again what was recorded, from nothing but what was kept: the request and the rulebook of the record’s digest. The
 * bytes of the decision and the packed evaluation have to be those that were sealed. Out: counts, the first 1,000 records
 * that do not come out the same, and, if other rules are given, what these would decide instead (by the first evaluator).
 * Records are read a hundred at a time. Leaves no record of the reading: callers do that. Throws
 * at no record; rejects if storage fails.
 */
export const replay = async (
  records: Pick<Records, 'database' | 'keys'>,
  selection: ReplaySelection,
  { rules, secondEvaluator = true, progress }: ReplayOptions = {},
): Promise<ReplayReport> => {
  const names: readonly EvaluatorName[] = secondEvaluator ? ['rules', 'json-rules-engine'] : ['rules']
  const whatIf = rules && createWhatIfTally(rules, listed)
  const counts = { same: 0, differs: 0, erased: 0, damaged: 0, rulesNotKept: 0 }
  const findings: ReplayFinding[] = []
  let [done, findingsCount] = [0, 0]
  for await (const rows of streamDecisions(records, selection)) {
    for (const [n, opened] of (await openEach(records, rows)).entries()) {
      const replayed = await replayRecord(records, opened, rows[n]!, names)
      counts[replayed.counted] += 1
      findingsCount += replayed.findings.length
      findings.push(...replayed.findings.slice(0, listed - findings.length))
      if (opened.state === 'decision') whatIf?.add(opened)
    }
    done += rows.length
    progress?.(done)
  }
  const isSame = counts.differs + counts.damaged + counts.rulesNotKept === 0
  return { isSame, counts, findings, findingsCount, ...(whatIf && { whatIf: whatIf.report() }) }
}

interface Replayed {
  readonly counted: keyof ReplayCounts
  readonly findings: readonly ReplayFinding[]
}

type Place = Pick<ReplayFinding, 'seq' | 'id'>

const replayRecord = async (
  { database }: Pick<Records, 'database'>,
  opened: OpenedRecord,
  { seq, id }: Place,
  names: readonly EvaluatorName[],
): Promise<Replayed> => {
  if (opened.state === 'erased') return { counted: 'erased', findings: [] }
  if (opened.state !== 'decision') return countDamaged({ seq, id }, opened)
  const kept = await readRecordedRules(database, opened.envelope.rules?.digest ?? '')
  if (!kept.ok) {
    const why = kept.issues.map(issue => issue.message).join(' ')
    return { counted: 'rulesNotKept', findings: [{ seq, id, state: 'rules-not-kept', message: why }] }
  }
  const findings = await replayOne(opened, kept.value, names)
  return { counted: findings.length === 0 ? 'same' : 'differs', findings }
}

const countDamaged = (place: Place, opened: OpenedRecord): Replayed => {
  const why =
    'issues' in opened
      ? opened.issues.map(issue => issue.message).join(' ')
      : 'A decision has a payload; this has none.'
  return { counted: 'damaged', findings: [{ ...place, state: 'damaged', message: why }] }
}

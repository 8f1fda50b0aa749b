import { accepted } from '@virtual-school/rules/internal'
import type { Draft } from '../append/draft.ts'
import type { Records } from '../append/records.ts'
import { computeLookup } from '../crypto/links.ts'
import type { RecordRow } from '../database/schema.ts'
import { draftAboutDecision } from '../events/add-event.ts'
import { selectNewestDecision } from '../find/decisions.ts'
import type { DecisionHandle } from '../find/record.ts'
import { checkReader, pickActor, type Reader } from '../model/actor.ts'
import type { Checked } from '../model/checked.ts'
import { defaultRealm, logReadings, logSubject } from '../model/names.ts'
import type { EventPayload } from '../model/payload.ts'
import type { ListQuery } from './filter.ts'

/** What was read of one decision. `of`: undefined if its key is no more, and nothing can be sealed. */
export interface RecordReading {
  readonly by: Reader
  readonly about: string
  readonly of: DecisionHandle | undefined
  readonly what: EventPayload
}

/** Records that somebody read. Nothing may be shown before it is on disk; rejects if storage fails. */
export const recordReading = async (records: Records, { by, about, of, what }: RecordReading): Promise<void> => {
  const id = records.newId()
  await records.append([
    of === undefined
      ? { clear: { id, type: 'accessed', ...pickActor(by), about } }
      : draftAboutDecision(of, 'accessed', { by, id, payload: what }),
  ])
}

/** A list as it is about to be shown. */
interface ListReading {
  readonly query: ListQuery
  /** The child whom it is narrowed to. */
  readonly subject: string | undefined
  readonly rows: readonly Pick<RecordRow, 'seq' | 'id' | 'type' | 'about'>[]
}

/**
 * Records that somebody read a list: what was looked for, and which decisions it showed, or something of. Sealed under a key of
 * the log’s own, since it is of many children. A list that was narrowed to a child counts as shown with the child’s newest decision
 * even if it showed nothing.
 */
export const recordListReading = async (records: Records, by: Reader, listed: ListReading): Promise<void> => {
  const shown = await findDecisionsShown(records, by, listed)
  const looked = await describeSearch(records, by, listed)
  const payload = { read: 'list', ...looked, count: listed.rows.length, shown: shown.join(' ') }
  await records.append([{ ...draftLogReading(records, by, payload), shown }])
}

/**
 * Records that somebody read something that is of the log as a whole. Issues if nobody is named who reads: then nothing is recorded,
 * and nothing may be shown. Rejects if storage fails.
 */
export const recordLogRead = async (records: Records, by: Reader, what: EventPayload): Promise<Checked<null>> => {
  const issues = checkReader(records, by)
  if (issues.length > 0) return { ok: false, issues }
  await records.append([draftLogReading(records, by, what)])
  return accepted(null)
}

const draftLogReading = ({ newId }: Pick<Records, 'newId'>, by: Reader, what: EventPayload): Draft => ({
  clear: { id: newId(), type: 'accessed', ...pickActor(by), decision: logReadings },
  sealed: { under: { subject: logSubject, decision: logReadings }, payload: JSON.stringify(what) },
})

/** The seqs of the decisions that rows are or are about, in their order. */
const findDecisionsShown = async (
  records: Records,
  by: Reader,
  { rows, subject }: ListReading,
): Promise<readonly number[]> => {
  // A child of another realm was not shown, and does not learn that somebody looked.
  const realm = by.everyRealm === true ? undefined : (by.realm ?? defaultRealm)
  const own = rows.flatMap(({ type, seq }) => (type === 'evaluated' ? [seq] : []))
  const about = [...new Set(rows.flatMap(one => one.about ?? []))]
  const found =
    about.length === 0
      ? []
      : await records.database.db
          .selectFrom('records')
          .select('seq')
          .where('id', 'in', about)
          .where('type', '=', 'evaluated')
          .execute()
  const newest = subject === undefined ? undefined : await selectNewestDecision(records.database.db, subject, realm)
  const all = [...own, ...found.map(one => one.seq), ...(newest === undefined ? [] : [newest.seq])]
  return [...new Set(all)].sort((one, other) => one - other)
}

/**
 * What was looked for, without the reference: of a child who is known its random number, else the keyed hash of the reference, which
 * tells those who have it that it was looked for, and nobody else anything.
 */
const describeSearch = async (records: Records, by: Reader, { query, subject }: ListReading): Promise<EventPayload> => {
  const { subjectRef, ...others } = query
  const given = Object.entries(others).filter((one): one is [string, string] => one[1] !== undefined)
  const filters = new URLSearchParams(given.sort()).toString()
  if (subjectRef === undefined) return { filters }
  const realm = query.realm ?? by.realm ?? defaultRealm
  return subject === undefined
    ? { filters, lookedFor: computeLookup(records.keys, realm, subjectRef) }
    : { filters, subject }
}

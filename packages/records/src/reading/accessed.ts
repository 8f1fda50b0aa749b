import { aboutDecision } from '../events/about-decision.ts'
import { decisionOf, type KeptDecision } from '../events/decision-of.ts'
import { type Reader, recordedBy } from '../keeping/by.ts'
import type { EventPayload } from '../keeping/payload.ts'
import { newestDecision } from '../realms/decisions-in.ts'
import type { Records } from '../records.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'

/** What was read of one decision. `of`: undefined where its key is no more, and nothing can be sealed. */
export interface Read {
  readonly by: Reader
  readonly about: string
  readonly of: KeptDecision | undefined
  readonly what: EventPayload
}

/** Records that somebody read. Nothing may be shown before it is on disk; rejects where storage fails. */
export const recordRead = async (records: Records, { by, about, of, what }: Read): Promise<void> => {
  const id = records.newId()
  await records.append([
    of === undefined
      ? { clear: { id, type: 'accessed', ...recordedBy(by), about } }
      : aboutDecision(of, 'accessed', { by, id, payload: what }),
  ])
}

/** Records that somebody read a list. Where it was of one child, what was read is sealed and told with the child’s newest decision. */
export const recordListed = async (
  records: Records,
  by: Reader,
  subject: string | undefined,
  what: EventPayload,
): Promise<void> => {
  const newest = subject === undefined ? undefined : await newestOf(records, subject, by)
  if (newest !== undefined) return recordRead(records, { by, about: newest.row.id, of: newest, what })
  await records.append([{ clear: { id: records.newId(), type: 'accessed', ...recordedBy(by) } }])
}

/** The newest decision about a child that the reader may see and whose key is still there. */
const newestOf = async (records: Records, subject: string, by: Reader): Promise<KeptDecision | undefined> => {
  const realm = by.everyRealm === true ? undefined : (by.realm ?? defaultRealm)
  const row = await newestDecision(records.database.db, subject, realm)
  const decision = row && (await decisionOf(records, row.id, by))
  return decision?.ok ? decision.value : undefined
}

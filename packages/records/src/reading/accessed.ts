import { aboutDecision } from '../events/about-decision.ts'
import type { KeptDecision } from '../events/decision-of.ts'
import type { By } from '../keeping/decision-draft.ts'
import type { EventPayload } from '../keeping/payload.ts'
import type { Records } from '../records.ts'

/** What was read of one decision. `of`: undefined where its key is no more, and nothing can be sealed. */
export interface Read {
  readonly by: By
  readonly about: string
  readonly of: KeptDecision | undefined
  readonly what: EventPayload
}

/** Records that somebody read. Nothing may be shown before it is on disk; rejects where storage fails. */
export const recordRead = async (records: Records, { by, about, of, what }: Read): Promise<void> => {
  const id = records.newId()
  await records.append([
    of === undefined
      ? { clear: { id, type: 'accessed', ...by, about } }
      : aboutDecision(of, 'accessed', { by, id, payload: what }),
  ])
}

/** Records that somebody read a list. Where it was of one child, that is sealed under a key of the child, and told with the child’s records. */
export const recordListed = async (
  records: Records,
  by: By,
  subject: string | undefined,
  what: EventPayload,
): Promise<void> => {
  const id = records.newId()
  const key = subject === undefined ? undefined : await newestKey(records, subject)
  const sealed =
    key === undefined ? {} : { sealed: { under: { subject: subject!, key }, payload: JSON.stringify(what) } }
  await records.append([{ clear: { id, type: 'accessed', ...by }, ...sealed }])
}

const newestKey = async ({ database }: Records, subject: string): Promise<string | undefined> => {
  const keys = database.db.selectFrom('keys.data_keys').select('key').where('subject', '=', subject)
  return (await keys.orderBy('year', 'desc').orderBy('key').limit(1).executeTakeFirst())?.key
}

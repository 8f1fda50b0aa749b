import { accepted, type Checked, refusal } from '../checked.ts'
import type { RecordRow } from '../database/schema.ts'
import { recordById } from '../log/read.ts'
import type { Records } from '../records.ts'

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The record of an id, as somebody wrote it. */
export const recordOf = async ({ database }: Pick<Records, 'database'>, id: string): Promise<Checked<RecordRow>> => {
  if (!idForm.test(id))
    return refusal('malformed', '/id', 'The id of a record is a UUID in small letters, as decide gave it.')
  const row = await recordById(database.db, id)
  return row === undefined ? refusal('unknown-name', '/id', 'There is no record of this id.') : accepted(row)
}

/** A decision, and under which key events about it are sealed. */
export interface KeptDecision {
  readonly row: RecordRow
  readonly subject: string
  readonly key: string
}

const keyIn = (envelope: string): string => (JSON.parse(envelope) as { readonly key: string }).key

/** The decision of an id whose key is still there. Issues where there is none, where it is an event, where it was erased. */
export const decisionOf = async (records: Pick<Records, 'database'>, id: string): Promise<Checked<KeptDecision>> => {
  const found = await recordOf(records, id)
  if (!found.ok) return found
  const row = found.value
  if (row.type !== 'evaluated')
    return refusal(
      'not-allowed-here',
      '/id',
      'This is the id of an event. Give that of the decision which it is about.',
    )
  const decision = { row, subject: row.subject!, key: keyIn(row.envelope) }
  return (await isKeyThere(records, decision.key))
    ? accepted(decision)
    : refusal(
        'not-allowed-here',
        '/id',
        'The contents of this record were erased, so nothing can be recorded about them.',
      )
}

const isKeyThere = async ({ database }: Pick<Records, 'database'>, key: string): Promise<boolean> => {
  const found = await database.db.selectFrom('keys.data_keys').select('key').where('key', '=', key).executeTakeFirst()
  return found !== undefined
}

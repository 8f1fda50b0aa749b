import { accepted } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { selectRecordById } from '../log/read.ts'
import { selectSeal } from '../log/seals.ts'
import type { Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { findRealm, mayRead } from './realms.ts'

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The record of an id, as somebody wrote it. One that the reader may not see is as one that is not there. */
export const findRecord = async (
  { database }: Pick<Records, 'database'>,
  id: string,
  reader: Reader,
): Promise<Checked<RecordRow>> => {
  if (!idForm.test(id))
    return refusal('malformed', '/id', 'The id of a record is a UUID in small letters, as decide gave it.')
  const row = await selectRecordById(database.db, id)
  return row !== undefined && (await mayRead(database.db, reader, row))
    ? accepted(row)
    : refusal('unknown-name', '/id', 'There is no record of this id.')
}

/** A decision, and under which key events about it are sealed. */
export interface DecisionHandle {
  readonly row: RecordRow
  readonly realm: string
  /** Whose it is now, even if it was recorded as another’s. */
  readonly subject: string
  readonly key: string
}

/** The decision of an id whose key is still there. Issues if there is none, if it is an event, or if it was erased. */
export const findDecision = async (
  records: Pick<Records, 'database'>,
  id: string,
  reader: Reader,
): Promise<Checked<DecisionHandle>> => {
  const found = await findRecord(records, id, reader)
  if (!found.ok) return found
  const row = found.value
  if (row.type !== 'evaluated') return refusal('not-allowed-here', '/id', describeNoDecision(row))
  const seal = await selectSeal(records.database.db, row)
  if (seal === undefined) return refusal('malformed', '/id', recordIsDamaged)
  return (await isKeyThere(records, seal.key))
    ? accepted({ row, realm: await findRealm(records.database.db, row), ...seal })
    : refusal(
        'not-allowed-here',
        '/id',
        'The contents of this record were erased, so nothing can be recorded about them.',
      )
}

/** Why nothing that is done with a decision can be done with this record. */
const describeNoDecision = ({ about }: RecordRow): string =>
  about === null
    ? 'This record is about no decision. Give the id of a decision.'
    : 'This is the id of an event. Give that of the decision which it is about.'

/** The message for a record whose envelope cannot be read. */
export const recordIsDamaged =
  'The record is not as it was kept: its envelope cannot be read. “virtual-school records verify” says what is wrong.'

const isKeyThere = async ({ database }: Pick<Records, 'database'>, key: string): Promise<boolean> => {
  const found = await database.db.selectFrom('keys.data_keys').select('key').where('key', '=', key).executeTakeFirst()
  return found !== undefined
}

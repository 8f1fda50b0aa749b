import type { Kysely, Transaction } from 'kysely'
import type { AppendContext } from '../append/records.ts'
import { isRetired, retiredPattern, retireName, selectDataKey } from '../crypto/data-keys.ts'
import { rewrapKey, unwrapKey } from '../crypto/seal.ts'
import { pipeline } from '../database/pipeline.ts'
import type { DataKeyRow, Schema } from '../database/schema.ts'
import { lockHead } from '../log/head.ts'

type Keys = Pick<AppendContext, 'database' | 'keys' | 'random'>

/** The keys that are on their way out: there is one only while a decision is moved, or if that was cut short. */
export const selectRetiredKeys = (db: Kysely<Schema>): Promise<DataKeyRow[]> =>
  db.selectFrom('keys.data_keys').selectAll().where('decision', 'like', retiredPattern).execute()

/**
 * Puts a data key aside, so that its place is free for another and nothing new is sealed under it, while what is sealed can still be
 * opened. Of keys alone, so that on SQLite it is done wholly or not at all. Gives the key as it stands then; undefined: there is none.
 */
export const retireKey = ({ database, keys, random }: Keys, key: string): Promise<DataKeyRow | undefined> =>
  database.db.transaction().execute(async within => {
    await pipeline(within, lockHead(within, database.kind))
    const row = await selectDataKey(within, key)
    return row === undefined || isRetired(row) ? row : retire(within, keys, row, random)
  })

/** Not if the key does not open, or if a key that was retired before and could not be emptied has its place. */
export const canRetire = async (
  { database: { db }, keys }: Pick<Keys, 'database' | 'keys'>,
  key: string,
): Promise<boolean> => {
  const row = await selectDataKey(db, key)
  if (row === undefined || !unwrapKey(keys, row).ok) return false
  const { subject, decision, year } = row
  const others = db.selectFrom('keys.data_keys').select('key').where('subject', '=', subject).where('year', '=', year)
  return (await others.where('decision', '=', retireName(decision)).execute()).length === 0
}

const retire = async (
  within: Transaction<Schema>,
  keys: Keys['keys'],
  row: DataKeyRow,
  random: Keys['random'],
): Promise<DataKeyRow> => {
  const opened = unwrapKey(keys, row)
  if (!opened.ok) throw new Error(opened.issues.map(issue => issue.message).join(' '))
  const { key, subject, decision, year } = row
  const place = { key, subject, decision: retireName(decision), year }
  const retired = { ...place, wrapped: rewrapKey(keys, opened.value, place, random) }
  await within.deleteFrom('keys.data_keys').where('key', '=', key).execute()
  await within.insertInto('keys.data_keys').values(retired).execute()
  return retired
}

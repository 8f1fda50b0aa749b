import type { Kysely } from 'kysely'
import { isStorable } from '../database/parameters.ts'
import type { DataKeyRow, Schema } from '../database/schema.ts'
import type { Random } from './seal.ts'

/** A random id of 128 bits, as subjects and data keys have. */
export const drawKeyId = (random: Random): string => Buffer.from(random(16)).toString('hex')

// A query of SQLite takes 32,766 parameters.
const keysAtOnce = 10_000

/** The data keys of these ids that are still there. */
export const selectDataKeys = async (db: Kysely<Schema>, ids: readonly string[]): Promise<readonly DataKeyRow[]> => {
  const wanted = [...new Set(ids)].filter(isStorable)
  const found: DataKeyRow[] = []
  for (let from = 0; from < wanted.length; from += keysAtOnce) {
    const part = wanted.slice(from, from + keysAtOnce)
    found.push(...(await db.selectFrom('keys.data_keys').selectAll().where('key', 'in', part).execute()))
  }
  return found
}

/** The row of a data key; undefined if it was destroyed. */
export const selectDataKey = (db: Kysely<Schema>, key: string): Promise<DataKeyRow | undefined> =>
  db.selectFrom('keys.data_keys').selectAll().where('key', '=', key).executeTakeFirst()

/**
 * A data key on its way out stands under the name of its decision with this in front, which no decision has: so nothing new is
 * sealed under it, while what was can be opened until it is sealed again.
 */
const mark = 'retired:'

/** The name that retires a key of this decision. */
export const retireName = (decision: string): string => `${mark}${decision}`
/** Whether a data key was retired. */
export const isRetired = ({ decision }: Pick<DataKeyRow, 'decision'>): boolean => decision.startsWith(mark)
/** The decision that a retired key is of. */
export const restoreName = (name: string): string => name.slice(mark.length)
/** What SQL’s LIKE takes for the names of retired keys. */
export const retiredPattern = `${mark}%`

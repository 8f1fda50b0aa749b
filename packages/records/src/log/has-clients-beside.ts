import type { RecordsDatabase } from '../database/open.ts'

/**
 * Whether any record was made by a client other than this one. Two looks into the index of clients, so it costs the same
 * however long the log is. Rejects if storage fails.
 */
export const hasClientsBeside = async ({ db }: Pick<RecordsDatabase, 'db'>, client: string): Promise<boolean> => {
  const one = (comparison: '<' | '>') =>
    db.selectFrom('records').select('client').where('client', comparison, client).limit(1).executeTakeFirst()
  return (await one('<')) !== undefined || (await one('>')) !== undefined
}

import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Records } from '../records.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { hasDecisionsOf, placingsIn } from './in-realm.ts'

/** The names that records bear, from one to the next by the index of realms. */
const namesIn = async (db: Kysely<Schema>): Promise<readonly string[]> => {
  const names: string[] = []
  for (;;) {
    const after = db
      .selectFrom('records')
      .select('realm')
      .where('realm', '>', names.at(-1) ?? '')
    const next = await after.orderBy('realm').limit(1).executeTakeFirst()
    if (next?.realm == null) return names
    names.push(next.realm)
  }
}

/** Every realm that has decisions, in the order of their names. For who may see every realm. */
export const realmsIn = async ({ database: { db } }: Pick<Records, 'database'>): Promise<readonly string[]> => {
  const placings = await placingsIn(db)
  const names = new Set([defaultRealm, ...placings.splits.map(one => one.realm), ...(await namesIn(db))])
  const found: string[] = []
  for (const name of [...names].sort()) if (await hasDecisionsOf(db, name, placings)) found.push(name)
  return found
}

import { sql } from 'kysely'
import type { RecordRow } from '../database/schema.ts'
import type { Records } from '../records.ts'
import { ownRealmIn } from './in-realm.ts'
import { splitsIn } from './splits.ts'

/** A child in a realm. */
interface Child {
  readonly subject: string
  readonly realm: string
}

type Stored = Pick<Records, 'database'>

const decisionsOf = async ({ database: { db } }: Stored, subject: string) => {
  const found = db.selectFrom('records as r').where('r.subject', '=', subject).where('r.type', '=', 'evaluated')
  return { found, realm: ownRealmIn('r', await splitsIn(db)) }
}

/** The decisions about a child in their order: those of its realm alone. */
export const decisionsIn = async (records: Stored, child: Child): Promise<RecordRow[]> => {
  const { found, realm } = await decisionsOf(records, child.subject)
  return found.where(realm, '=', child.realm).selectAll('r').orderBy('r.seq').execute()
}

/** Whether there is a decision about a child in its realm. */
export const hasDecisionsIn = async (records: Stored, child: Child): Promise<boolean> => {
  const { found, realm } = await decisionsOf(records, child.subject)
  return (await found.where(realm, '=', child.realm).select(sql`1`.as('one')).limit(1).execute()).length > 0
}

/** Whether the number of a child stands for one of another realm too, as two clients may have used one reference before a split. */
export const isShared = async (records: Stored, child: Child): Promise<boolean> => {
  const { found, realm } = await decisionsOf(records, child.subject)
  return (await found.where(realm, '<>', child.realm).select(sql`1`.as('one')).limit(1).execute()).length > 0
}

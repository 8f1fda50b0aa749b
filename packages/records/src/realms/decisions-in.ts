import type { Expression, SqlBool } from 'kysely'
import type { RecordRow } from '../database/schema.ts'
import type { Records } from '../records.ts'
import { inRealm } from './in-realm.ts'
import { splitsIn } from './splits.ts'

/** A child in a realm. */
interface Child {
  readonly subject: string
  readonly realm: string
}

type Stored = Pick<Records, 'database'>

const ofChild = ({ database }: Stored, subject: string) =>
  database.db.selectFrom('records as r').where('r.subject', '=', subject).where('r.type', '=', 'evaluated')

/** The decisions about a child in their order: those of its realm alone. */
export const decisionsIn = async (records: Stored, { subject, realm }: Child): Promise<RecordRow[]> => {
  const splits = await splitsIn(records.database.db)
  return ofChild(records, subject)
    .where(eb => inRealm(eb as never, realm, splits) as Expression<SqlBool>)
    .selectAll('r')
    .orderBy('r.seq')
    .execute()
}

/** Whether the number of a child stands for one of another realm too, as two clients may have used one reference before a split. */
export const isShared = async (records: Stored, { subject, realm }: Child): Promise<boolean> => {
  const splits = await splitsIn(records.database.db)
  const other = await ofChild(records, subject)
    .where(eb => eb.not(inRealm(eb as never, realm, splits)) as Expression<SqlBool>)
    .select('r.seq')
    .limit(1)
    .execute()
  return other.length > 0
}

import type { RecordsDatabase } from '../database/open.ts'
import { sweep } from '../database/sweep.ts'
import type { Envelope } from '../envelope.ts'
import { destroyKeys, type Erased } from './destroy.ts'

/** What an `erased` record says was destroyed. */
export const erasedIn = ({ subject, decision, erased }: Envelope): Erased => ({
  subject: subject!,
  ...(erased?.year === undefined ? {} : { decision: decision!, year: erased.year }),
})

/**
 * Destroys again whatever the log says was erased: a backup that was restored may have brought keys back, and a power cut may
 * have come between the two files of SQLite. How many keys it found.
 */
export const destroyErased = async (database: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<number> => {
  const rows = await database.db
    .selectFrom('records')
    .select('envelope')
    .where('type', '=', 'erased')
    // SQLite takes the index of events only where its own condition stands.
    .where('type', '<>', 'evaluated')
    .execute()
  let found = 0
  await database.db.transaction().execute(async within => {
    for (const { envelope } of rows) found += await destroyKeys(within, erasedIn(JSON.parse(envelope) as Envelope))
  })
  if (found > 0) await sweep(database)
  return found
}

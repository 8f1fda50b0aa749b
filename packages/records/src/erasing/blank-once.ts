import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { onceMac } from '../keys/row-macs.ts'
import { noBody } from '../repeating/repeat.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'

/** Keys that callers sent with requests about a subject, and of which data key each was sealed under. */
const rowsAbout = (db: Kysely<Schema>, subject: string) =>
  db
    .selectFrom('records as r')
    .innerJoin('once as o', 'o.seq', 'r.seq')
    .where('r.subject', '=', subject)
    .selectAll('o')
    .select('r.envelope')
    .execute()

const keyIn = (envelope: string): string | undefined => (JSON.parse(envelope) as Envelope).key

/**
 * Takes away what requests about a subject could be guessed from, if the data keys of their records are gone; in the transaction
 * that destroyed these. That a key was answered stays known until its day is over, so that nothing is decided again.
 */
export const blankOnce = async (
  db: Kysely<Schema>,
  keys: Pick<DeploymentKeys, 'binding'>,
  subject: string,
): Promise<void> => {
  const rows = await rowsAbout(db, subject)
  if (rows.length === 0) return
  const held = await db.selectFrom('keys.data_keys').select('key').where('subject', '=', subject).execute()
  const isHeld = new Set(held.map(one => one.key))
  for (const { envelope, mac: _, ...row } of rows) {
    if (isHeld.has(keyIn(envelope) ?? '')) continue
    const mac = onceMac(keys, { ...row, body: noBody })
    const all = db.updateTable('once').set({ body: noBody, mac })
    await all.where('realm', '=', row.realm).where('key', '=', row.key).execute()
  }
}

import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { onceMac } from '../keys/row-macs.ts'
import { dataKey } from '../moving/retire-key.ts'
import { sealOf } from '../moving/seal-of.ts'
import { noBody } from '../repeating/repeat.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'

const movedTo = (db: Kysely<Schema>, subject: string) =>
  db.selectFrom('records').select('about').where('subject', '=', subject).where('type', '=', 'moved')

/** Keys that callers sent with requests about a subject, and of which data key each was sealed under. */
const rowsAbout = (db: Kysely<Schema>, subject: string) =>
  db
    .selectFrom('records as r')
    .innerJoin('once as o', 'o.seq', 'r.seq')
    .where(eb => eb.or([eb('r.subject', '=', subject), eb('r.id', 'in', movedTo(db, subject))]))
    .selectAll('o')
    .select(['r.id', 'r.envelope'])
    .execute()

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
  for (const { id, envelope, mac: _, ...row } of rows) {
    const seal = await sealOf(db, { id, envelope })
    if (seal !== undefined && (await dataKey(db, seal.key)) !== undefined) continue
    const mac = onceMac(keys, { ...row, body: noBody })
    const all = db.updateTable('once').set({ body: noBody, mac })
    await all.where('realm', '=', row.realm).where('key', '=', row.key).execute()
  }
}

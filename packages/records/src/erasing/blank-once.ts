import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { onceMac } from '../keys/row-macs.ts'
import { dataKey } from '../moving/retire-key.ts'
import { sealOf } from '../moving/seal-of.ts'
import { noBody } from '../repeating/repeat.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'

const rows = (db: Kysely<Schema>) =>
  db.selectFrom('records as r').innerJoin('once as o', 'o.seq', 'r.seq').selectAll('o').select(['r.id', 'r.envelope'])

/** Keys that callers sent with requests whose records are, or by a move came to be, about a subject. Each by its index. */
const rowsAbout = async (db: Kysely<Schema>, subject: string) => {
  const movedTo = db.selectFrom('records').select('about').where('subject', '=', subject).where('type', '=', 'resealed')
  return [
    ...(await rows(db).where('r.subject', '=', subject).execute()),
    ...(await rows(db).where('r.id', 'in', movedTo).execute()),
  ]
}

/**
 * Takes away what requests about a subject could be guessed from, if the data keys of their records are gone; in the transaction
 * that destroyed these. That a key was answered stays known until its day is over, so that nothing is decided again.
 */
export const blankOnce = async (
  db: Kysely<Schema>,
  keys: Pick<DeploymentKeys, 'binding'>,
  subject: string,
): Promise<void> => {
  for (const { id, envelope, mac: _, ...row } of await rowsAbout(db, subject)) {
    const seal = await sealOf(db, { id, envelope })
    if (seal !== undefined && (await dataKey(db, seal.key)) !== undefined) continue
    const mac = onceMac(keys, { ...row, body: noBody })
    const all = db.updateTable('once').set({ body: noBody, mac })
    await all.where('realm', '=', row.realm).where('key', '=', row.key).execute()
  }
}

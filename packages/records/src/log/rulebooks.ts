import type { Kysely } from 'kysely'
import type { RulebookRow, Schema } from '../database/schema.ts'

/** Keeps a rulebook for good, by the digest of its canonical JSON. One that is kept already is left as it is. */
export const putRulebook = async (db: Kysely<Schema>, rulebook: RulebookRow): Promise<void> => {
  const { digest, version, text } = rulebook
  await db
    .insertInto('rulebooks')
    .values({ digest, version, text })
    .onConflict(conflict => conflict.column('digest').doNothing())
    .execute()
}

/** The rulebook of a digest, or undefined. */
export const rulebookByDigest = (db: Kysely<Schema>, digest: string): Promise<RulebookRow | undefined> =>
  db.selectFrom('rulebooks').selectAll().where('digest', '=', digest).executeTakeFirst()

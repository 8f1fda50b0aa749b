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

/** The digest of the rules that were recorded last as those that decide; undefined where none ever were. */
export const activeRules = async (db: Kysely<Schema>): Promise<string | undefined> => {
  const newest = db.selectFrom('records').select('rules_digest').where('type', '=', 'rules-activated')
  // SQLite takes the index of events only where its own condition stands, and else reads every decision since.
  const row = await newest.where('type', '<>', 'evaluated').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.rules_digest ?? undefined
}

import type { Kysely } from 'kysely'
import type { Asking } from '../database/at-once.ts'
import type { OnceRow, Schema } from '../database/schema.ts'
import type { Once } from './once.ts'

type Named = Pick<Once, 'realm' | 'key'>

const ofRealm = (db: Kysely<Schema>, realm: string, keys: readonly string[]) =>
  db
    .selectFrom('once')
    .selectAll()
    .where('realm', '=', realm)
    .where(
      'key',
      'in',
      keys.map(key => Buffer.from(key, 'hex')),
    )

/** The rows of those of these keys that were answered before. No statement if there are none. */
export const onceHeld = (db: Kysely<Schema>, all: readonly Named[]): Asking<readonly OnceRow[]> => {
  const realms = [...new Set(all.map(one => one.realm))]
  return {
    statements: realms.map(realm =>
      ofRealm(
        db,
        realm,
        all.filter(one => one.realm === realm).map(one => one.key),
      ),
    ),
    read: answers => answers.flatMap(({ rows }) => rows as readonly OnceRow[]),
  }
}

/** The row of one key, or undefined. */
export const onceRowOf = (db: Kysely<Schema>, { realm, key }: Named): Promise<OnceRow | undefined> =>
  ofRealm(db, realm, [key]).executeTakeFirst()

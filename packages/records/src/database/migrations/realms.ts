import { type Kysely, type SqlBool, sql } from 'kysely'
import { columnTypes, type DatabaseKind } from '../kinds.ts'
import { table } from './tables.ts'

/** Whose a record or a child is: `realm` tells councils and systems apart that share a service. */
const addRealms = async (db: Kysely<unknown>, kind: DatabaseKind): Promise<void> => {
  const { text, bytes } = columnTypes[kind]
  await db.schema.alterTable('records').addColumn('realm', text).execute()
  await db.schema
    .createIndex('records_realm')
    .on('records')
    .columns(['realm', 'seq'])
    .where(sql<SqlBool>`realm is not null`)
    .execute()
  await db.schema
    .alterTable('keys.subjects')
    .addColumn('realm', text, column => column.notNull().defaultTo('default'))
    .execute()
  await db.schema.alterTable('keys.subjects').addColumn('bound', bytes).execute()
}

const addTables = async (db: Kysely<unknown>, kind: DatabaseKind): Promise<void> => {
  await table(db, kind, 'keys.deployment_keys', ['name text primary', 'wrapped bytes']).execute()
  await table(db, kind, 'once', [
    'realm text',
    'key bytes',
    'body bytes',
    'seq integer',
    'size integer',
    'at text',
    'mac bytes',
  ])
    .addPrimaryKeyConstraint('once_key', ['realm', 'key'])
    .execute()
  await db.schema.createIndex('once_at').on('once').columns(['at']).execute()
  await db.schema.createIndex('once_seq').on('once').columns(['seq']).execute()
  await table(db, kind, 'api_keys', [
    'id text primary',
    'client text',
    'realm text',
    'scopes text',
    'created text',
    'expires text null',
    'revoked text null',
    'sha256 bytes',
    'mac bytes',
  ]).execute()
}

/** A reference that is added from now on comes with what binds it to its child; see `boundOf`. Only rows of before may lack it. */
const wantBound: Readonly<Record<DatabaseKind, readonly string[]>> = {
  sqlite: [
    `CREATE TRIGGER IF NOT EXISTS keys.subjects_bound BEFORE INSERT ON subjects WHEN NEW.bound IS NULL
     BEGIN SELECT RAISE(ABORT, 'a reference is bound to its child'); END`,
  ],
  postgres: [
    'ALTER TABLE keys.subjects ADD CONSTRAINT subjects_bound CHECK (bound IS NOT NULL) NOT VALID',
    // As with the others: ANALYZE must not keep samples of what erasure takes.
    ...['keys.subjects|bound', 'once|key', 'once|body', 'once|mac'].map(place => {
      const [name, column] = place.split('|')
      return `ALTER TABLE ${name} ALTER COLUMN ${column} SET STATISTICS 0`
    }),
  ],
}

/** Realms, references bound to their children, the deployment’s own keys, keys of callers, and answers that are given once. */
export const addRealmsAndKeys = async (db: Kysely<unknown>, kind: DatabaseKind): Promise<void> => {
  await addRealms(db, kind)
  await addTables(db, kind)
  for (const statement of wantBound[kind]) await sql.raw(statement).execute(db)
}

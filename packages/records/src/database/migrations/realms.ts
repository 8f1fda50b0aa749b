import { type QueryExecutorProvider, type SqlBool, sql } from 'kysely'
import type { DatabaseKind } from '../schema.ts'
import { columnTypes, createTable, type SchemaChanger } from './tables.ts'

/** Whose a record is: `realm` tells councils and systems apart that share a service. */
const addRealms = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  await db.schema.alterTable('records').addColumn('realm', columnTypes[kind].text).execute()
  await db.schema
    .createIndex('records_realm')
    .on('records')
    .columns(['realm', 'seq'])
    .where(sql<SqlBool>`realm is not null`)
    .execute()
}

const addTables = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  await createTable(db, kind, 'once', [
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
  await createTable(db, kind, 'api_keys', [
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

/**
 * References that were kept before they were bound have no `bound` yet, and one that is added from now on has to come with it:
 * see `computeBinding`. A reference is no longer unique, since two realms may use one; within a realm too there may be two of it, if
 * the records of a client were given to a realm that has used it already.
 */
const addKeys: Readonly<Record<DatabaseKind, readonly string[]>> = {
  sqlite: [
    `CREATE TABLE keys.subjects_bound (
       subject TEXT PRIMARY KEY NOT NULL, lookup BLOB NOT NULL, realm TEXT NOT NULL DEFAULT 'default', bound BLOB
     ) STRICT`,
    'INSERT INTO keys.subjects_bound (subject, lookup) SELECT subject, lookup FROM keys.subjects',
    'DROP TABLE keys.subjects',
    'ALTER TABLE keys.subjects_bound RENAME TO subjects',
    'CREATE INDEX keys.subjects_lookup ON subjects (lookup)',
    ...['INSERT', 'UPDATE'].map(
      change => `CREATE TRIGGER keys.subjects_bound_${change.toLowerCase()} BEFORE ${change} ON subjects WHEN NEW.bound IS NULL
     BEGIN SELECT RAISE(ABORT, 'a reference is bound to its child'); END`,
    ),
  ],
  postgres: [
    `ALTER TABLE keys.subjects ADD COLUMN realm text COLLATE "C" NOT NULL DEFAULT 'default', ADD COLUMN bound bytea,
       DROP CONSTRAINT subjects_lookup_key,
       ADD CONSTRAINT subjects_bound CHECK (bound IS NOT NULL) NOT VALID`,
    'CREATE INDEX subjects_lookup ON keys.subjects (lookup)',
  ],
}

/** Whether the keys have been brought up to date. On SQLite they lie in a separate file, and are brought up to date first. */
export const areKeysCurrent = async (db: QueryExecutorProvider, kind: DatabaseKind): Promise<boolean> => {
  const asked = {
    sqlite: sql<{ n: number }>`select count(*) as n from keys.sqlite_schema where name = 'deployment_keys'`,
    postgres: sql<{ n: number }>`select count(to_regclass('keys.deployment_keys')) as n`,
  }
  return Number((await asked[kind].execute(db)).rows[0]?.n) === 1
}

/** References bound to their children, of realms, and the deployment’s own keys. */
export const addToKeys = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  for (const statement of addKeys[kind]) await sql.raw(statement).execute(db)
  await createTable(db, kind, 'keys.deployment_keys', ['name text primary', 'wrapped bytes']).execute()
}

/** As with the others: ANALYZE must not keep samples of what erasure takes. */
const withoutSamples = ['keys.subjects|bound', 'once|key', 'once|body', 'once|mac'].map(place => {
  const [name, column] = place.split('|')
  return `ALTER TABLE ${name} ALTER COLUMN ${column} SET STATISTICS 0`
})

/** Realms, references bound to their children, the deployment’s own keys, keys of callers, and answers that are given once. */
export const addRealmsAndKeys = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  await addRealms(db, kind)
  await addTables(db, kind)
  if (!(await areKeysCurrent(db, kind))) await addToKeys(db, kind)
  for (const statement of kind === 'postgres' ? withoutSamples : []) await sql.raw(statement).execute(db)
}

import {
  type ColumnDataType,
  type CreateTableBuilder,
  type Expression,
  type Kysely,
  type QueryExecutorProvider,
  type SqlBool,
  sql,
} from 'kysely'
import type { DatabaseKind } from '../schema.ts'

/** What changes tables, no matter which exist yet. */
export type SchemaChanger = Pick<Kysely<unknown>, 'schema'> & QueryExecutorProvider

const hashBytes = 32

/** A table’s columns as words: `seq integer primary`, `about text null`; without a word, never null. */
export const createTable = (db: SchemaChanger, kind: DatabaseKind, name: string, columns: readonly string[]) => {
  const types = columnTypes[kind]
  return columns.reduce<CreateTableBuilder<string, string>>((made, column) => {
    const [title = '', type = '', word] = column.split(' ')
    return made.addColumn(title, types[type as 'integer' | 'bytes' | 'text'], built => {
      if (word === 'primary') return built.primaryKey()
      if (word === 'unique') return built.unique().notNull()
      return word === 'null' ? built : built.notNull()
    })
  }, db.schema.createTable(name).ifNotExists().modifyEnd(types.tableEnd))
}

const makeLog = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  await createTable(db, kind, 'records', [
    'seq integer primary',
    'id text unique',
    'type text',
    'about text null',
    'subject text null',
    'decision text null',
    'authority text null',
    'as_of text null',
    'client text',
    'recorded_at text',
    'rules_digest text null',
    'envelope text',
    'payload bytes null',
    'leaf bytes',
  ])
    .addCheckConstraint('records_seq', sql`seq >= 0`)
    .addCheckConstraint('records_leaf', sql`length(leaf) = ${sql.lit(hashBytes)}`)
    .execute()
  await createTable(db, kind, 'tree_tiles', ['level integer', 'idx integer', 'hash bytes'])
    .addPrimaryKeyConstraint('tree_tiles_place', ['level', 'idx'])
    .addCheckConstraint('tree_tiles_hash', sql`length(hash) = ${sql.lit(hashBytes)}`)
    .execute()
  await createTable(db, kind, 'log_head', [
    'one integer primary',
    'size integer',
    'root bytes',
    'frontier bytes',
    'recorded_at text',
    'note text',
  ])
    .addCheckConstraint('log_head_one', sql`one = 1`)
    .addCheckConstraint('log_head_size', sql`size >= 0`)
    .execute()
}

const makeRest = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  await createTable(db, kind, 'rulebooks', ['digest text primary', 'version text', 'text text']).execute()
  const index = ['seq integer primary', 'subject text null', 'answer text null', 'status text null', 'rules text null']
  await createTable(db, kind, 'record_index', index).execute()
}

/** SQLite has them in a separate file, `keys`. */
export const makeKeyTables = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  if (kind === 'postgres') await db.schema.createSchema('keys').ifNotExists().execute()
  await createTable(db, kind, 'keys.subjects', ['subject text primary', 'lookup bytes unique']).execute()
  const keys = ['key text primary', 'subject text', 'decision text', 'year integer', 'wrapped bytes']
  await createTable(db, kind, 'keys.data_keys', keys)
    .addUniqueConstraint('data_keys_for', ['subject', 'decision', 'year'])
    .execute()
}

/** What lists are filtered by. Rare things are indexed where they are, so that the common record pays for few of these. */
const makeIndexes = async (db: SchemaChanger): Promise<void> => {
  const index = (name: string, on: string) => db.schema.createIndex(name).ifNotExists().on(on)
  await index('records_decision', 'records').columns(['decision', 'seq']).execute()
  await index('records_authority', 'records').columns(['authority', 'seq']).execute()
  await index('records_client', 'records').columns(['client', 'seq']).execute()
  await index('records_rules', 'records').columns(['rules_digest', 'seq']).execute()
  await index('records_subject', 'records')
    .columns(['subject', 'seq'])
    .where(sql<SqlBool>`subject is not null`)
    .execute()
  await index('records_about', 'records').columns(['about', 'seq']).where(sql<SqlBool>`about is not null`).execute()
  await index('records_events', 'records').columns(['type', 'seq']).where(sql<SqlBool>`type <> 'evaluated'`).execute()
  await index('record_index_answer', 'record_index').columns(['answer', 'seq']).execute()
}

/** Makes all tables and indexes of the first version. */
export const makeTables = async (db: SchemaChanger, kind: DatabaseKind): Promise<void> => {
  await makeLog(db, kind)
  await makeRest(db, kind)
  await makeKeyTables(db, kind)
  await makeIndexes(db)
}

interface ColumnTypes {
  readonly integer: ColumnDataType
  readonly bytes: ColumnDataType
  readonly text: ColumnDataType | Expression<unknown>
  /** What stands after the columns of a table. */
  readonly tableEnd: ReturnType<typeof sql>
}

/** The few places where the two databases have another word for the same thing. Text is compared by its bytes in both. */
export const columnTypes: Readonly<Record<DatabaseKind, ColumnTypes>> = {
  sqlite: { integer: 'integer', bytes: 'blob', text: 'text', tableEnd: sql`strict` },
  postgres: { integer: 'bigint', bytes: 'bytea', text: sql`text collate "C"`, tableEnd: sql`` },
}

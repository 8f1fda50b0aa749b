import { Kysely, Migrator, sql } from 'kysely'
import Database from 'libsql'
import { migrations } from './migrations/all.ts'
import type { Schema } from './schema.ts'
import { type SchemaObject, sortObjects } from './schema-objects.ts'
import { sqliteDialect } from './sqlite.ts'

interface Row {
  readonly [column: string]: unknown
}

/** Read as bytes: libsql ends the process over text that is no UTF-8. A byte that is none is shown as “�”. */
const readText = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '')

const listObjects = async (db: Kysely<Schema>, schema: 'main' | 'keys'): Promise<readonly SchemaObject[]> => {
  const columns = sql.join(
    ['type', 'name', 'tbl_name', 'sql'].map(name => sql`cast(${sql.ref(name)} as blob) as ${sql.ref(name)}`),
  )
  const { rows } = await sql<Row>`select ${columns} from ${sql.table(`${schema}.sqlite_master`)}`.execute(db)
  const prefix = schema === 'keys' ? 'keys.' : ''
  return rows.map(row => {
    const [kind, name] = [readText(row.type), readText(row.name)]
    const definition = readText(row.sql)
    return {
      kind,
      table: `${prefix}${readText(row.tbl_name)}`,
      name: kind === 'table' ? `${prefix}${name}` : name,
      definition,
    }
  })
}

/** What SQLite keeps for its own purposes. */
const isOwn = ({ name }: SchemaObject): boolean => /^(?:keys\.)?sqlite_(?:stat\d|sequence)$/.test(name)

/** Whether the file of the keys is open too. */
export const hasKeysAttached = async (db: Kysely<Schema>): Promise<boolean> => {
  const asked = sql<{ readonly n: number }>`select count(*) as n from pragma_database_list where name = 'keys'`
  return Number((await asked.execute(db)).rows[0]?.n) > 0
}

/** All that the files are made of. */
export const listSqliteObjects = async (db: Kysely<Schema>): Promise<readonly SchemaObject[]> => {
  const found = [
    ...(await listObjects(db, 'main')),
    ...((await hasKeysAttached(db)) ? await listObjects(db, 'keys') : []),
  ]
  return sortObjects(found.filter(one => !isOwn(one)))
}

const openInMemory = () => {
  const database = new Database(':memory:')
  database.exec("attach ':memory:' as keys")
  return database
}

const listObjectsMade = async (last: string): Promise<readonly SchemaObject[]> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(openInMemory, {}) })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations('sqlite') } })
    const { error } = await migrator.migrateTo(last)
    if (error !== undefined) throw error
    return await listSqliteObjects(db)
  } finally {
    await db.destroy()
  }
}

const known = new Map<string, Promise<readonly SchemaObject[]>>()

/** What the migrations up to and with the one of this name make: found by running them on a database in memory. */
export const listSqliteObjectsAfter = (last: string): Promise<readonly SchemaObject[]> => {
  const before = known.get(last) ?? listObjectsMade(last)
  known.set(last, before)
  return before
}

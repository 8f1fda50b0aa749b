import { accepted } from '@virtual-school/rules/internal'
import { type Kysely, sql } from 'kysely'
import type { Checked, Issue } from '../model/checked.ts'
import { migrations } from './migrations/all.ts'
import type { RecordsDatabase } from './open.ts'
import { listPostgresObjects, listPostgresObjectsAfter } from './postgres-schema.ts'
import { listExcessRights } from './rights.ts'
import type { DatabaseKind, Schema } from './schema.ts'
import type { SchemaObject, StoredSchema } from './schema-objects.ts'
import { hasKeysAttached, listSqliteObjects, listSqliteObjectsAfter } from './sqlite-schema.ts'

const refused: Issue = {
  code: 'not-proved',
  pointer: '',
  message:
    'The tables of the records are not as this version makes them, so nothing is added to them. Somebody changed them, or a tool that copied them did. Verify the log (records verify), then put back what is named here.',
}

/**
 * Compares the tables with what the migrations make, before anything is added. Issues if something is missing, was changed or
 * belongs to them that is not this program’s; else remarks, a sentence each.
 */
export const checkTables = async (database: RecordsDatabase): Promise<Checked<readonly string[]>> => {
  const there = await readSchema(database)
  const { faults, beside } = await compareWithMigrations(database.kind, there)
  if (faults.length === 0) return accepted([...there.rights, ...beside])
  return {
    ok: false,
    issues: [refused, ...faults.map((message): Issue => ({ code: 'not-proved', pointer: '', message }))],
  }
}

/** What differs between a schema and what the migrations make, a sentence each. */
interface SchemaDifferences {
  /** What is missing, was changed, or belongs to a table and is none of this program’s: each can change what is kept or read. */
  readonly faults: readonly string[]
  /** What stands beside, which alone does no harm. */
  readonly beside: readonly string[]
}

const nameObject = ({ kind, table, name }: SchemaObject): string => `${kind} ${table} ${name}`
const describeObject = ({ kind, table, name }: SchemaObject): string =>
  table === '' || table === name ? `The ${kind} “${name}”` : `The ${kind} “${name}” of the table “${table}”`

const renderDefinition = ({ definition }: SchemaObject): string => definition.replaceAll(/\s+/g, ' ')

const compareObject = (expected: SchemaObject, found: SchemaObject | undefined): readonly string[] => {
  if (found === undefined) return [`${describeObject(expected)} is missing. It is: ${renderDefinition(expected)}`]
  if (found.definition === expected.definition) return []
  return [`${describeObject(expected)} is not as this program makes it: ${renderDefinition(expected)}`]
}

/** An index that only makes searching faster. */
const isPlainIndex = ({ kind, definition }: SchemaObject): boolean =>
  kind === 'index' && /^create index /i.test(definition)

const compareSchema = (expected: readonly SchemaObject[], found: readonly SchemaObject[]): SchemaDifferences => {
  const there = new Map(found.map(one => [nameObject(one), one]))
  const known = new Set(expected.map(nameObject))
  const tables = new Set(expected.map(one => one.table).filter(table => table !== ''))
  const others = found.filter(one => !known.has(nameObject(one)))
  const onOurs = others.filter(one => tables.has(one.table) && !isPlainIndex(one))
  // Of another table, that it is there says all.
  const beside = others.filter(one => !onOurs.includes(one) && one.kind !== 'column' && one.kind !== 'constraint')
  return {
    faults: [
      ...expected.flatMap(one => compareObject(one, there.get(nameObject(one)))),
      ...onOurs.map(one => `${describeObject(one)} does not belong to this program.`),
    ],
    beside: beside.map(one => `${describeObject(one)} does not belong to this program.`),
  }
}

/** Why a schema cannot be compared with what migrations make. */
type NotExpected = 'none' | 'unknown'

/**
 * What the migrations make that a database says it has been through. `none`: none of them; `unknown`: one that this version
 * does not know, or not those before it.
 */
const listExpectedObjects = async (
  kind: DatabaseKind,
  been: readonly string[],
): Promise<readonly SchemaObject[] | NotExpected> => {
  const known = Object.keys(migrations(kind)).sort()
  const last = been.at(-1)
  if (last === undefined) return 'none'
  if (been.join() !== known.slice(0, been.length).join()) return 'unknown'
  return kind === 'sqlite' ? listSqliteObjectsAfter(last) : listPostgresObjectsAfter(last)
}

const readText = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)

const listMigrations = async (db: Kysely<Schema>, kind: RecordsDatabase['kind']): Promise<readonly string[]> => {
  const name = kind === 'sqlite' ? sql`cast(name as blob)` : sql`name`
  const { rows } = await sql<{
    readonly name: unknown
  }>`select ${name} as name from kysely_migration order by name`.execute(db)
  return rows.map(row => readText(row.name))
}

/** What the records are made of. It changes nothing, and needs only the right to read the log. */
export const readSchema = async ({ db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<StoredSchema> => {
  const objects = await (kind === 'sqlite' ? listSqliteObjects : listPostgresObjects)(db)
  const tables = objects.filter(one => one.kind === 'table').map(one => one.table)
  const seesKeys = kind === 'postgres' || (await hasKeysAttached(db))
  if (!tables.includes('kysely_migration')) return { migrations: [], objects, seesKeys, rights: [] }
  const rights = kind === 'postgres' ? await listExcessRights(db, tables) : []
  return { migrations: await listMigrations(db, kind), objects, seesKeys, rights }
}

const unknown =
  'The database says of itself that it has been through changes that this version does not know, or not through those before them: either a newer version has made it, or that was changed.'
const none = 'The database does not say which version has made its tables.'
const renderOlder = (last: string): string =>
  `The tables are those of an earlier version (${last}); the service brings them up to date when it starts.`

/** What differs between a schema and what the migrations make, those that it says it has been through. */
export const compareWithMigrations = async (kind: DatabaseKind, there: StoredSchema): Promise<SchemaDifferences> => {
  const expected = await listExpectedObjects(kind, there.migrations)
  if (expected === 'none') return { faults: [none], beside: [] }
  if (expected === 'unknown') return { faults: [unknown], beside: [] }
  const seen = there.seesKeys ? expected : expected.filter(one => !one.table.startsWith('keys.'))
  const { faults, beside } = compareSchema(seen, there.objects)
  const last = there.migrations.at(-1) ?? ''
  const isOlder = there.migrations.length < Object.keys(migrations(kind)).length
  return { faults, beside: [...beside, ...(isOlder ? [renderOlder(last)] : [])] }
}

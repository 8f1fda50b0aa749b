import { type RawBuilder, sql } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import { isStorable } from '../database/parameters.ts'
import type { DatabaseKind, Schema } from '../database/schema.ts'
import { hasKeysAttached } from '../database/sqlite-schema.ts'
import type { Stored } from './source.ts'

type TableName = keyof Schema

const splitTableName = (table: TableName): readonly [schema: string | undefined, name: string] => {
  const [first = '', second] = table.split('.')
  return second === undefined ? [undefined, first] : [first, second]
}

/** As bytes: libsql ends the process over text that is no UTF-8, which a damaged schema may hold. */
const querySqliteColumns = (table: TableName): RawBuilder<{ readonly name: unknown }> => {
  const [schema = 'main', name] = splitTableName(table)
  return sql`select cast(name as blob) as name from pragma_table_info(${name}, ${schema})`
}

const queryPostgresColumns = (table: TableName): RawBuilder<{ readonly name: unknown }> => {
  const [schema, name] = splitTableName(table)
  const isIt = schema === undefined ? sql`pg_table_is_visible(c.oid)` : sql`n.nspname = ${schema}`
  return sql`select a.attname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relname = ${name} and c.relkind = 'r' and ${isIt}
      and has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')`
}

/** The columns of a table that are there and may be read; none if it is not there, or may not be read. */
export const listColumns = async (
  { db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>,
  table: TableName,
): Promise<ReadonlySet<string>> => {
  // SQLite refuses to be asked about a file that is not open.
  if (kind === 'sqlite' && table.startsWith('keys.') && !(await hasKeysAttached(db))) return new Set()
  const { rows } = await (kind === 'sqlite' ? querySqliteColumns : queryPostgresColumns)(table).execute(db)
  return new Set(
    rows.map(({ name }) => (name instanceof Uint8Array ? Buffer.from(name).toString('utf8') : String(name))),
  )
}

type ColumnKind = 'integer' | 'text' | 'bytes'
type Columns<Row> = { readonly [Column in keyof Row]: ColumnKind }

/** The columns of every table, in order. */
export const tables: { readonly [Table in keyof Schema]: Columns<Schema[Table]> } = {
  records: {
    seq: 'integer',
    id: 'text',
    type: 'text',
    about: 'text',
    subject: 'text',
    decision: 'text',
    authority: 'text',
    as_of: 'text',
    client: 'text',
    recorded_at: 'text',
    rules_digest: 'text',
    envelope: 'text',
    payload: 'bytes',
    leaf: 'bytes',
    realm: 'text',
  },
  log_head: { one: 'integer', size: 'integer', root: 'bytes', frontier: 'bytes', recorded_at: 'text', note: 'text' },
  tree_tiles: { level: 'integer', idx: 'integer', hash: 'bytes' },
  rulebooks: { digest: 'text', version: 'text', text: 'text' },
  record_index: { seq: 'integer', subject: 'text', answer: 'text', status: 'text', rules: 'text' },
  'keys.subjects': { subject: 'text', lookup: 'bytes', realm: 'text', bound: 'bytes' },
  'keys.data_keys': { key: 'text', subject: 'text', decision: 'text', year: 'integer', wrapped: 'bytes' },
  'keys.deployment_keys': { name: 'text', wrapped: 'bytes' },
  shown: { list: 'integer', decision: 'integer' },
  once: { realm: 'text', key: 'bytes', body: 'bytes', seq: 'integer', size: 'integer', at: 'text', mac: 'bytes' },
  api_keys: {
    id: 'text',
    client: 'text',
    realm: 'text',
    scopes: 'text',
    created: 'text',
    expires: 'text',
    revoked: 'text',
    sha256: 'bytes',
    mac: 'bytes',
  },
}

/**
 * A column in a form that every stored value has. The SQLite of libsql ends the whole process over text that is no UTF-8, so
 * there all is read as bytes; large integers would lose their last digits, so they are read as text.
 */
const selectSafely = (kind: DatabaseKind, name: string, column: ColumnKind): RawBuilder<unknown> => {
  const stored = sql.ref(name)
  if (kind === 'sqlite') return sql`cast(${stored} as blob)`
  return column === 'integer' ? sql`cast(${stored} as text)` : sql`${stored}`
}

/** What stands between SELECT and FROM. A column that is not there, as in the records of a version before, is null. */
export const buildSelection = (
  kind: DatabaseKind,
  table: keyof Schema,
  there: ReadonlySet<string>,
): RawBuilder<unknown> =>
  sql.join(
    Object.entries<ColumnKind>(tables[table]).map(
      ([name, column]) => sql`${there.has(name) ? selectSafely(kind, name, column) : sql`null`} as ${sql.ref(name)}`,
    ),
  )

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
const readText = (value: unknown): string | undefined => {
  const text = value instanceof Uint8Array ? decode(value) : value
  return typeof text === 'string' && isStorable(text) ? text : undefined
}

const readInteger = (value: unknown): number | undefined => {
  const text = readText(value)
  if (text === undefined || !/^(0|-?[1-9]\d*)$/.test(text)) return undefined
  return Number.isSafeInteger(Number(text)) ? Number(text) : undefined
}

const read: Readonly<Record<ColumnKind, (value: unknown) => unknown>> = {
  integer: readInteger,
  text: readText,
  bytes: value => (value instanceof Uint8Array ? value : undefined),
}

/** A row as it was stored, of what `buildSelection` gave. */
export const readStoredRow = <Table extends keyof Schema>(
  table: Table,
  row: Readonly<Record<string, unknown>>,
): Stored<Schema[Table]> =>
  Object.fromEntries(
    Object.entries<ColumnKind>(tables[table]).map(([name, column]) => [
      name,
      row[name] === null ? null : read[column](row[name]),
    ]),
  ) as Stored<Schema[Table]>

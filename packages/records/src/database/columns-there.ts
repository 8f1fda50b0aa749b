import { type RawBuilder, sql } from 'kysely'
import type { RecordsDatabase } from './open.ts'
import type { Schema } from './schema.ts'
import { hasKeysAttached } from './sqlite-schema.ts'

type TableName = keyof Schema

const partsOf = (table: TableName): readonly [schema: string | undefined, name: string] => {
  const [first = '', second] = table.split('.')
  return second === undefined ? [undefined, first] : [first, second]
}

/** As bytes: libsql ends the process over text that is no UTF-8, which a damaged schema may hold. */
const onSqlite = (table: TableName): RawBuilder<{ readonly name: unknown }> => {
  const [schema = 'main', name] = partsOf(table)
  return sql`select cast(name as blob) as name from pragma_table_info(${name}, ${schema})`
}

const onPostgres = (table: TableName): RawBuilder<{ readonly name: unknown }> => {
  const [schema, name] = partsOf(table)
  const isIt = schema === undefined ? sql`pg_table_is_visible(c.oid)` : sql`n.nspname = ${schema}`
  return sql`select a.attname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relname = ${name} and c.relkind = 'r' and ${isIt}
      and has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')`
}

/** The columns of a table that are there and may be read; none where it is not there, or may not be read. */
export const columnsThere = async (
  { db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>,
  table: TableName,
): Promise<ReadonlySet<string>> => {
  // SQLite refuses to be asked about a file that is not open.
  if (kind === 'sqlite' && table.startsWith('keys.') && !(await hasKeysAttached(db))) return new Set()
  const { rows } = await (kind === 'sqlite' ? onSqlite : onPostgres)(table).execute(db)
  return new Set(
    rows.map(({ name }) => (name instanceof Uint8Array ? Buffer.from(name).toString('utf8') : String(name))),
  )
}

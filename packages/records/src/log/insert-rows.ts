import { CompiledQuery, type Kysely } from 'kysely'
import type { DatabaseKind } from '../database/kinds.ts'
import type { Schema } from '../database/schema.ts'

/** Of one statement. SQLite takes 32,766 and PostgreSQL 65,535. */
const maxParameters = 32_000
const maxRows = 500

type Rows<Table extends keyof Schema> = readonly Schema[Table][]

/** Compiling takes longer than the database takes to insert, so what was compiled for a number of rows is kept. */
const compiled = new Map<string, string>()

const statementFor = <Table extends keyof Schema>(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  table: Table,
  rows: Rows<Table>,
): string => {
  const name = `${kind} ${table} ${rows.length}`
  const known = compiled.get(name)
  if (known !== undefined) return known
  const { sql } = db
    .insertInto(table)
    .values(rows as never)
    .compile()
  compiled.set(name, sql)
  return sql
}

/** Adds rows to a table in as few statements as the databases allow. Every row has the same members, in the same order. */
export const insertRows = async <Table extends keyof Schema>(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  table: Table,
  rows: Rows<Table>,
): Promise<void> => {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!) as (keyof Schema[Table])[]
  const step = Math.min(maxRows, Math.floor(maxParameters / columns.length))
  for (let from = 0; from < rows.length; from += step) {
    const part = rows.slice(from, from + step)
    const parameters = part.flatMap(row => columns.map(column => row[column]))
    await db.executeQuery(CompiledQuery.raw(statementFor(db, kind, table, part), parameters))
  }
}

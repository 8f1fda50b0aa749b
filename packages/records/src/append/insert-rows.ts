import { type Compilable, CompiledQuery, type Kysely } from 'kysely'
import type { Query } from '../database/pipeline.ts'
import type { DatabaseKind, Schema } from '../database/schema.ts'

/**
 * Rows of one statement: a few sizes, as both databases keep each statement prepared. The largest has 1,344 parameters;
 * SQLite takes 32,766 and PostgreSQL 65,535.
 */
const most = 96
const step = 8
const chooseSize = (left: number): number => (left < step ? left : Math.min(most, left - (left % step)))

/** Compiling takes a fifth as long as SQLite takes to insert, so what was compiled for a number of rows is kept. */
const compiled = new Map<string, string>()

const compileInsert = <Table extends keyof Schema>(
  db: Kysely<Schema>,
  name: string,
  table: Table,
  rows: readonly Schema[Table][],
): string => {
  const known = compiled.get(name)
  if (known !== undefined) return known
  const { sql } = db
    .insertInto(table)
    .values(rows as never)
    .compile()
  compiled.set(name, sql)
  return sql
}

const listParameters = <Row>(rows: readonly Row[], columns: readonly (keyof Row)[]): readonly unknown[] => {
  const parameters: unknown[] = []
  for (const row of rows) for (const column of columns) parameters.push(row[column])
  return parameters
}

/** Adds rows to a table in few statements. Every row has the members of the first. */
export const insertRows = <Table extends keyof Schema>(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  table: Table,
  rows: readonly Schema[Table][],
): Query<void> => {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Schema[Table])[]
  const statements: Compilable[] = []
  let from = 0
  while (from < rows.length) {
    const part = rows.slice(from, from + chooseSize(rows.length - from))
    from += part.length
    const name = [kind, table, part.length, ...columns].join()
    const sql = compileInsert(db, name, table, part)
    statements.push({ compile: () => CompiledQuery.raw(sql, [...listParameters(part, columns)]) })
  }
  return { statements, read: () => undefined }
}

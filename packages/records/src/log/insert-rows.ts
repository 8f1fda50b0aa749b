import { CompiledQuery, type Kysely } from 'kysely'
import type { DatabaseKind } from '../database/kinds.ts'
import type { Schema } from '../database/schema.ts'

/** Of one statement: at most 1,400 parameters here, where SQLite takes 32,766 and PostgreSQL 65,535; SQLite keeps each of them prepared. */
const maxRows = 100

/** Compiling takes a fifth as long as SQLite takes to insert, so what was compiled for a number of rows is kept. */
const compiled = new Map<string, string>()

const statementFor = <Table extends keyof Schema>(
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

const parametersOf = <Row>(rows: readonly Row[], columns: readonly (keyof Row)[]): readonly unknown[] => {
  const parameters: unknown[] = []
  for (const row of rows) for (const column of columns) parameters.push(row[column])
  return parameters
}

/** Adds rows to a table in few statements. Every row has the members of the first. */
export const insertRows = async <Table extends keyof Schema>(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  table: Table,
  rows: readonly Schema[Table][],
): Promise<void> => {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!) as (keyof Schema[Table])[]
  for (let from = 0; from < rows.length; from += maxRows) {
    const part = rows.slice(from, from + maxRows)
    const name = [kind, table, part.length, ...columns].join()
    const sql = statementFor(db, name, table, part)
    await db.executeQuery(CompiledQuery.raw(sql, [...parametersOf(part, columns)]))
  }
}

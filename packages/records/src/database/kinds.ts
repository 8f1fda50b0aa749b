import { type ColumnDataType, type Expression, sql } from 'kysely'

export type DatabaseKind = 'sqlite' | 'postgres'

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

import { type RawBuilder, sql } from 'kysely'
import { isKeepable } from '../database/bindable.ts'
import type { DatabaseKind } from '../database/kinds.ts'
import type { Schema } from '../database/schema.ts'
import type { Stored } from './source.ts'

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
const safely = (kind: DatabaseKind, name: string, column: ColumnKind): RawBuilder<unknown> => {
  const stored = sql.ref(name)
  if (kind === 'sqlite') return sql`cast(${stored} as blob)`
  return column === 'integer' ? sql`cast(${stored} as text)` : sql`${stored}`
}

/** What stands between SELECT and FROM. A column that is not there, as in the records of a version before, is null. */
export const selection = (kind: DatabaseKind, table: keyof Schema, there: ReadonlySet<string>): RawBuilder<unknown> =>
  sql.join(
    Object.entries<ColumnKind>(tables[table]).map(
      ([name, column]) => sql`${there.has(name) ? safely(kind, name, column) : sql`null`} as ${sql.ref(name)}`,
    ),
  )

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
const textIn = (value: unknown): string | undefined => {
  const text = value instanceof Uint8Array ? decoded(value) : value
  return typeof text === 'string' && isKeepable(text) ? text : undefined
}

const integerIn = (value: unknown): number | undefined => {
  const text = textIn(value)
  if (text === undefined || !/^(0|-?[1-9]\d*)$/.test(text)) return undefined
  return Number.isSafeInteger(Number(text)) ? Number(text) : undefined
}

const read: Readonly<Record<ColumnKind, (value: unknown) => unknown>> = {
  integer: integerIn,
  text: textIn,
  bytes: value => (value instanceof Uint8Array ? value : undefined),
}

/** A row as it was stored, of what `selection` gave. */
export const storedRow = <Table extends keyof Schema>(
  table: Table,
  row: Readonly<Record<string, unknown>>,
): Stored<Schema[Table]> =>
  Object.fromEntries(
    Object.entries<ColumnKind>(tables[table]).map(([name, column]) => [
      name,
      row[name] === null ? null : read[column](row[name]),
    ]),
  ) as Stored<Schema[Table]>

import { type RawBuilder, sql } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import type { LogSource, Pages, Stored } from './source.ts'
import { selection, storedRow } from './stored-columns.ts'

const few = 100
const none = sql``

/** Rows of a table, however damaged; `rest` is what follows FROM. */
type Reading = <Table extends keyof Schema>(
  table: Table,
  rest?: RawBuilder<unknown>,
) => Promise<readonly Stored<Schema[Table]>[]>

const readingOf =
  ({ db, kind }: RecordsDatabase): Reading =>
  async (table, rest = none) => {
    const asked = sql<Record<string, unknown>>`select ${selection(kind, table)} from ${sql.table(table)} ${rest}`
    return (await asked.execute(db)).rows.map(row => storedRow(table, row))
  }

const pagesOf =
  <Table extends keyof Schema>(reading: Reading, table: Table, by: string, only = none): Pages<Schema[Table]> =>
  (after, limit) => {
    // With its table: alone it would be what is selected under this name, which is in another form.
    const place = sql.ref(`${table}.${by}`)
    const beyond = after === undefined ? sql`1 = 1` : sql`${place} > ${after}`
    return reading(table, sql`where ${beyond} ${only} order by ${place} limit ${limit}`)
  }

const among = <Table extends keyof Schema>(reading: Reading, table: Table, by: string, values: readonly string[]) =>
  values.length === 0 ? [] : reading(table, sql`where ${sql.ref(by)} in (${sql.join(values)})`)

/** A tile of a level beyond 6 would have more leaves than can be counted. */
const beyond = (size: number) =>
  sql`where level < 1 or level > 6 or idx < 0
      or (idx + 1) > ${sql.lit(size)} / (case level ${sql.join(
        [1, 2, 3, 4, 5, 6].map(level => sql`when ${sql.lit(level)} then ${sql.lit(256 ** level)}`),
        sql` `,
      )} end) limit ${sql.lit(few)}`

/** The tables of a database, read in ways that no damaged value can stop. */
export const databaseSource = (database: RecordsDatabase): LogSource => {
  const reading = readingOf(database)
  const { db } = database
  const stranded = sql`where not exists (select 1 from records r where r.subject = keys.subjects.subject)
    and not exists (select 1 from keys.data_keys d where d.subject = keys.subjects.subject) limit ${sql.lit(few)}`
  const repeated = sql`where id in (select id from records group by id having count(*) > 1) limit ${sql.lit(few)}`
  return {
    heads: () => reading('log_head'),
    records: pagesOf(reading, 'records', 'seq'),
    recordsById: async ids => among(reading, 'records', 'id', ids),
    // The second says nothing new, but to SQLite that the index of events will do.
    erased: pagesOf(reading, 'records', 'seq', sql`and type = 'erased' and type <> 'evaluated'`),
    repeatedIds: async () => (await reading('records', repeated)).map(one => one.id),
    index: pagesOf(reading, 'record_index', 'seq'),
    tile: (level, index) => reading('tree_tiles', sql`where level = ${level} and idx = ${index}`),
    tilesBeyond: size => reading('tree_tiles', beyond(size)),
    tilesCount: async () => {
      const { rows } = await sql<{ readonly n: number }>`select count(*) as n from tree_tiles`.execute(db)
      return Number(rows[0]?.n)
    },
    rulebooks: pagesOf(reading, 'rulebooks', 'digest'),
    dataKeysOf: async keys => among(reading, 'keys.data_keys', 'key', keys),
    dataKeys: pagesOf(reading, 'keys.data_keys', 'key'),
    strandedSubjects: async () => (await reading('keys.subjects', stranded)).map(one => one.subject),
  }
}

import { type RawBuilder, sql } from 'kysely'
import { readSchema } from '../database/guards.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { findFileDamage } from '../database/open-to-read.ts'
import { isStorable } from '../database/parameters.ts'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { RecordType } from '../model/events.ts'
import type { LogSource, Pages, Stored } from './source.ts'
import { buildSelection, listColumns, readStoredRow } from './stored-columns.ts'

const few = 100
const none = sql``

/** Rows of a table, however damaged; `rest` is what follows FROM. */
type Reading = <Table extends keyof Schema>(
  table: Table,
  rest?: RawBuilder<unknown>,
) => Promise<readonly Stored<Schema[Table]>[]>

type Source = Pick<RecordsDatabase, 'db' | 'kind'>

/** What columns a table has, asked once. */
const createColumnsOf = (database: Source) => {
  const known = new Map<keyof Schema, Promise<ReadonlySet<string>>>()
  return (table: keyof Schema): Promise<ReadonlySet<string>> => {
    const asked = known.get(table) ?? listColumns(database, table)
    known.set(table, asked)
    return asked
  }
}

/** A table that is not there, or may not be read, has no rows. */
const createReader =
  ({ db, kind }: Source, columns: ReturnType<typeof createColumnsOf>): Reading =>
  async (table, rest = none) => {
    const there = await columns(table)
    if (there.size === 0) return []
    const asked = sql<
      Record<string, unknown>
    >`select ${buildSelection(kind, table, there)} from ${sql.table(table)} ${rest}`
    return (await asked.execute(db)).rows.map(row => readStoredRow(table, row))
  }

const createPages =
  <Table extends keyof Schema>(reading: Reading, table: Table, by: string, only = none): Pages<Schema[Table]> =>
  (after, limit) => {
    // With its table: alone it would be what is selected under this name, which is in another form.
    const place = sql.ref(`${table}.${by}`)
    const beyond = after === undefined ? sql`1 = 1` : sql`${place} > ${after}`
    return reading(table, sql`where ${beyond} ${only} order by ${place} limit ${limit}`)
  }

/** Rows by what a column says; what could not be kept is in none. */
const readAmong = async <Table extends keyof Schema>(
  reading: Reading,
  table: Table,
  by: string,
  values: readonly string[],
): Promise<readonly Stored<Schema[Table]>[]> => {
  const asked = values.filter(isStorable)
  return asked.length === 0 ? [] : reading(table, sql`where ${sql.ref(by)} in (${sql.join(asked)})`)
}

const selectNamed = async (db: RecordsDatabase['db'], subjects: readonly string[]): Promise<readonly string[]> => {
  if (subjects.length === 0) return []
  const ofRecords = db.selectFrom('records').select('subject').where('subject', 'in', subjects)
  const ofKeys = db.selectFrom('keys.data_keys').select('subject').where('subject', 'in', subjects)
  const named = await ofRecords.distinct().union(ofKeys.distinct()).execute()
  return named.flatMap(({ subject }) => subject ?? [])
}

const findRepeated = async (reading: Reading, ids: readonly string[]): Promise<readonly string[]> => {
  const counts = new Map<unknown, number>()
  for (const { id } of await readAmong(reading, 'records', 'id', ids)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return ids.filter(id => counts.get(id)! > 1)
}

// With its table, as in pages: the seq that is selected is in another form.
const inOrder = sql`order by ${sql.ref('records.seq')}`

/** What moved these records, or sealed them again. */
const readLaterAbout = async (reading: Reading, ids: readonly string[]): Promise<readonly Stored<RecordRow>[]> => {
  const only = sql`where about in (${sql.join(ids)}) and type in ('moved', 'resealed') ${inOrder}`
  return ids.length === 0 ? [] : reading('records', only)
}

/** The decisions that are under these subjects, and those that were moved to them. */
const readDecisionsUnder = async (
  reading: Reading,
  subjects: readonly string[],
): Promise<readonly Stored<RecordRow>[]> => {
  const only = sql`where subject in (${sql.join(subjects)}) and type in ('evaluated', 'moved') ${inOrder}`
  return subjects.length === 0 ? [] : reading('records', only)
}

const readSplits = (reading: Reading): Promise<readonly Stored<RecordRow>[]> =>
  reading('records', sql`where type = 'realm-split' and type <> 'evaluated' ${inOrder}`)

/** A tile of a level beyond 6 would have more leaves than can be counted. */
const beyondSql = (size: number) =>
  sql`where level < 1 or level > 6 or idx < 0
      or (idx + 1) > ${sql.lit(size)} / (case level ${sql.join(
        [1, 2, 3, 4, 5, 6].map(level => sql`when ${sql.lit(level)} then ${sql.lit(256 ** level)}`),
        sql` `,
      )} end) limit ${sql.lit(few)}`

/** The tables of a database, read in ways that no damaged value can stop. */
export const createDatabaseSource = (database: Source): LogSource => {
  const columns = createColumnsOf(database)
  const reading = createReader(database, columns)
  const { db } = database
  // The second condition says nothing new, but to SQLite that the index of events will do.
  const events = (...types: readonly RecordType[]) =>
    createPages(reading, 'records', 'seq', sql`and type in (${sql.join(types)}) and type <> 'evaluated'`)
  return {
    kind: database.kind,
    schema: () => readSchema(database),
    damage: () => findFileDamage(database),
    sees: async table => (await columns(table)).size > 0,
    heads: () => reading('log_head'),
    records: createPages(reading, 'records', 'seq'),
    recordsById: ids => readAmong(reading, 'records', 'id', ids),
    rotated: events('keys-rotated'),
    later: ids => readLaterAbout(reading, ids.filter(isStorable)),
    splits: () => readSplits(reading),
    decisionsOf: subjects => readDecisionsUnder(reading, subjects.filter(isStorable)),
    erased: events('erased'),
    repeatedIds: ids => findRepeated(reading, ids),
    index: createPages(reading, 'record_index', 'seq'),
    shown: (after, to) => {
      const list = sql.ref('shown.list')
      const beyond = after === undefined ? sql`1 = 1` : sql`${list} > ${after}`
      return reading('shown', sql`where ${beyond} and ${list} <= ${to}`)
    },
    subtreeRoot: (level, index) => reading('tree_tiles', sql`where level = ${level} and idx = ${index}`),
    rootsBeyond: size => reading('tree_tiles', beyondSql(size)),
    rootsCount: async () => {
      if ((await columns('tree_tiles')).size === 0) return 0
      const { rows } = await sql<{ readonly n: number }>`select count(*) as n from tree_tiles`.execute(db)
      return Number(rows[0]?.n)
    },
    rulebooks: createPages(reading, 'rulebooks', 'digest'),
    dataKeysOf: keys => readAmong(reading, 'keys.data_keys', 'key', keys),
    dataKeys: createPages(reading, 'keys.data_keys', 'key'),
    subjects: createPages(reading, 'keys.subjects', 'subject'),
    subjectsOf: subjects => readAmong(reading, 'keys.subjects', 'subject', subjects),
    deploymentKeys: () => reading('keys.deployment_keys'),
    apiKeys: createPages(reading, 'api_keys', 'id'),
    ofCallers: events('key-created', 'key-revoked', 'realm-split'),
    once: createPages(reading, 'once', 'seq'),
    namedSubjects: async subjects =>
      (await columns('keys.data_keys')).size === 0 ? subjects : selectNamed(db, subjects),
  }
}

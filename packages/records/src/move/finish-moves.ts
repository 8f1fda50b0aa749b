import { type Kysely, type RawBuilder, sql } from 'kysely'
import { retiredPattern } from '../crypto/data-keys.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { DatabaseKind, DataKeyRow, Schema } from '../database/schema.ts'
import { trySweep } from '../erase/destroy-erased.ts'
import type { LookPlan } from '../erase/looked.ts'
import { destroyEmptied, type EmptyContext } from './empty-key.ts'
import { canRetire, retireKey, selectRetiredKeys } from './retire-key.ts'
import { contentsLost } from './sealed-under.ts'

const member = '"key":"'

/** The data key that an envelope names, by the one form that it is kept in. */
const keySql = (kind: DatabaseKind, name: string): RawBuilder<string> => {
  const envelope = sql.ref(`${name}.envelope`)
  const at = kind === 'sqlite' ? sql`instr(${envelope}, ${member})` : sql`strpos(${envelope}, ${member})`
  return sql`substr(${envelope}, ${at} + ${sql.lit(member.length)}, 32)`
}

/** Retired keys are found by their name. */
const isNotPutAside = sql`k.decision not like ${retiredPattern}`

/** Those whose contents were sealed again from a place in the log on; on PostgreSQL it is always all of it. */
const sinceSql = (from: number): RawBuilder<unknown> =>
  from === 0
    ? sql``
    : sql`and about in (select about from records where type = 'resealed' and type <> 'evaluated' and seq >= ${from})`

/** Of what was sealed again, every key but the newest: that of the record itself, and those of the records that held it again since. */
const selectReturnedSince = (kind: DatabaseKind, from: number): RawBuilder<{ key: string }> => {
  const key = keySql(kind, 'records')
  return sql`with r as materialized
    (select about, ${key} as key, first_value(${key}) over (partition by about order by seq desc) as newest
      from records where type = 'resealed' and type <> 'evaluated' ${sinceSql(from)}),
    a as materialized (select distinct about, newest from r),
    old as materialized
    (select key, newest from r union all select ${keySql(kind, 'h')}, a.newest from a cross join records as h where h.id = a.about)
    select distinct k.key from old cross join keys.data_keys as k
      where k.key = old.key and old.key <> old.newest and ${isNotPutAside}`
}

/** Keys that came after row `key`, and that were gone at any time. `+` has SQLite look by the subject. */
const selectReturnedLater = (key: number): RawBuilder<{ key: string }> =>
  sql`select distinct k.key from keys.data_keys as k cross join records as h cross join records as r
    where k.rowid > ${key} and h.subject = k.subject and h.envelope like '%"key":"' || k.key || '"%'
      and r.about = case when h.type = 'resealed' then h.about else h.id end and +r.type = 'resealed'
      and h.seq < r.seq and k.key <> ${keySql('sqlite', 'r')} and ${isNotPutAside}`

/** A look-up for each that was sealed again: the planner knows too little of how few there are in how long a log. */
const lookInPostgres = (db: Kysely<Schema>): Promise<readonly { key: string }[]> =>
  db.transaction().execute(async within => {
    for (const way of ['jit', 'enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'])
      await sql.raw(`set local ${way} = off`).execute(within)
    return (await selectReturnedSince('postgres', 0).execute(within)).rows
  })

const lookInSqlite = async (db: Kysely<Schema>, { from, laterThan }: LookPlan): Promise<readonly { key: string }[]> => {
  const { rows } = await selectReturnedSince('sqlite', from).execute(db)
  return laterThan === undefined ? rows : [...rows, ...(await selectReturnedLater(laterThan).execute(db)).rows]
}

/** The data keys that are there although what they sealed was sealed again under others: a backup that was restored has brought them back. */
const findReturnedKeys = async (
  { db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>,
  toLookAt: LookPlan,
): Promise<ReadonlySet<string>> =>
  new Set((kind === 'sqlite' ? await lookInSqlite(db, toLookAt) : await lookInPostgres(db)).map(row => row.key))

const by = { client: 'local' } as const

/** Whether the key is gone. */
const tryEmpty = async (context: EmptyContext, key: DataKeyRow): Promise<boolean> => {
  try {
    await destroyEmptied(context, key, by)
    return true
  } catch (error) {
    if (error !== contentsLost) throw error
    return false
  }
}

/**
 * Goes on with moves that were cut short, and does again what a restored backup of the keys has undone: what is still sealed under a
 * retired key, or one that a move destroyed once, is sealed again where it belongs, and the key destroyed. A key under which
 * something is damaged stays retired, so that the rest can be read; `verifyLog` names it.
 */
export const finishMoves = async (context: EmptyContext, toLookAt: LookPlan): Promise<void> => {
  let emptied = 0
  for (const key of await selectRetiredKeys(context.database.db)) if (await tryEmpty(context, key)) emptied += 1
  for (const id of await findReturnedKeys(context.database, toLookAt)) {
    const key = (await canRetire(context, id)) ? await retireKey(context, id) : undefined
    if (key !== undefined && (await tryEmpty(context, key))) emptied += 1
  }
  // If that cannot be done now, `prune` tries it again.
  if (emptied > 0) await trySweep(context)
}

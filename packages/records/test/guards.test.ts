import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOnce } from '../../../test/support/make-once.ts'
import type { LogFault } from '../src/verify/fault.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { type Databases, describeOnBoth } from './support/databases.ts'
import { recordsAt } from './support/kept.ts'
import { variedLog } from './support/varied-log.ts'

/** What somebody who owns the tables did to them, and what the message says. */
interface Attack {
  readonly did: string
  readonly named: RegExp
}

const onSqlite: readonly Attack[] = [
  { did: 'drop trigger records_no_update', named: /trigger “records_no_update” of the table “records” is missing/ },
  {
    did: `drop trigger log_head_only_grows;
      create trigger log_head_only_grows before update on log_head when 0 begin select raise(abort, 'no'); end`,
    named: /trigger “log_head_only_grows” .* is not as this program makes it/,
  },
  {
    did: 'create trigger mine after insert on records begin delete from record_index where seq = new.seq; end',
    named: /trigger “mine” of the table “records” does not belong to this program/,
  },
  { did: 'drop index records_subject', named: /index “records_subject” of the table “records” is missing/ },
  { did: 'create unique index mine on records (id, client)', named: /index “mine” .* does not belong to this program/ },
  { did: 'alter table records add column mine text', named: /table “records” is not as this program makes it/ },
  { did: 'alter table records rename column client to caller', named: /table “records” is not as/ },
  {
    did: `pragma writable_schema = on;
      update sqlite_master set sql = replace(sql, 'check (length(leaf) = 32)', 'check (length(leaf) > 0 )') where name = 'records';
      pragma writable_schema = off`,
    named: /table “records” is not as this program makes it/,
  },
  {
    did: 'create trigger keys.mine after insert on subjects begin delete from data_keys; end',
    named: /trigger “mine” of the table “keys.subjects” does not belong to this program/,
  },
  { did: "update kysely_migration set name = '0001-recordt' where name like '0001%'", named: /does not know/ },
  { did: 'delete from kysely_migration', named: /does not say which version/ },
]

const onPostgres: readonly Attack[] = [
  {
    did: 'drop trigger records_append_only on records',
    named: /trigger “records_append_only” of the table “records” is missing/,
  },
  { did: 'alter table log_head disable trigger log_head_only_grows', named: /log_head_only_grows.* is not as/ },
  // As `pg_restore --disable-triggers` leaves it.
  { did: 'alter table records enable trigger records_append_only', named: /records_append_only.* is not as/ },
  {
    did: `create or replace function records_refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
    named: /function “records_refuse_change\(\)” is not as/,
  },
  {
    did: 'create rule mine as on insert to records do also delete from record_index',
    named: /rule “mine” of the table “records”/,
  },
  { did: 'alter table records enable row level security', named: /table “records” is not as this program makes it/ },
  { did: 'create policy mine on records using (false)', named: /policy “mine”/ },
  { did: 'create table mine () inherits (records)', named: /child table “mine” of the table “records”/ },
  { did: 'drop index records_subject', named: /index “records_subject” of the table “records” is missing/ },
  {
    did: 'alter table records drop constraint records_leaf',
    named: /constraint “records_leaf” of the table “records” is missing/,
  },
  {
    did: 'alter table records alter column client drop not null',
    named: /column “client” of the table “records” is not as/,
  },
  { did: 'alter table records add column mine text', named: /column “mine” of the table “records” does not belong/ },
  {
    did: 'alter table keys.subjects alter column lookup set statistics 100',
    named: /column “lookup” of the table “keys.subjects”/,
  },
  { did: 'create statistics mine on subject, decision from keys.data_keys', named: /kept samples “mine”/ },
  { did: 'grant delete on records to public', named: /Everybody has the right DELETE on records/ },
  {
    did: `create role mine; grant update on log_head, records to mine`,
    named: /role “mine” has the right UPDATE on records/,
  },
  {
    did: `create role other; grant update (envelope) on records to other`,
    named: /role “other” has the right UPDATE on records/,
  },
  { did: 'grant usage on schema keys to public', named: /Everybody has the right USAGE on the schema keys/ },
  { did: "update kysely_migration set name = '0009-none' where name like '0002%'", named: /does not know/ },
]

const harmless: Readonly<Record<Databases['kind'], readonly string[]>> = {
  sqlite: [
    'create table mine (a int)',
    'create index mine_client on records (client)',
    'create view mine_view as select 1',
  ],
  postgres: [
    'create table mine (a int primary key)',
    'create index mine_client on records (client)',
    'create view mine_view as select 1',
  ],
}

const run = async (db: Kysely<never>, statements: string): Promise<void> => {
  // A trigger’s body ends each statement in it.
  for (const one of statements.split(/;\n\s*/)) await sql.raw(one).execute(db)
}

describeOnBoth('what keeps the tables from being changed', ({ place, copy, kind }) => {
  const filledPlace = makeOnce(async () => {
    const at = await place()
    const records = await recordsAt(at)
    await variedLog(records, 6)
    await records.close()
    return at
  })
  const attacks = kind === 'sqlite' ? onSqlite : onPostgres

  test.each(attacks)('is found and named if somebody does: $did', async ({ did, named }) => {
    const records = await recordsAt(await copy(await filledPlace()))
    await run(records.database.db as unknown as Kysely<never>, did)
    const { faults } = await verifyLog(records)
    expect(
      faults
        .filter(one => one.code === 'guards')
        .map((one: LogFault) => one.message)
        .join('\n'),
    ).toMatch(named)
    await records.close()
  })

  test('refuses what a newer version has made, and an earlier one is only read', async () => {
    const at = await copy(await filledPlace())
    const records = await recordsAt(at)
    const { db } = records.database
    const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration order by name`.execute(db)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-of-a-newer-version', 'now')`.execute(db)
    await expect(recordsAt(at)).rejects.toThrow()
    const newer = await verifyLog(records)
    expect(newer.faults.map(one => one.message).join()).toMatch(/a newer version has made it/)
    await sql`delete from kysely_migration where name = '9999-of-a-newer-version'`.execute(db)
    const last = rows.at(-1)!.name
    await sql`delete from kysely_migration where name = ${last}`.execute(db)
    expect((await verifyLog(records)).remarks.join()).toMatch(/are those of an earlier version/)
    await records.close()
  })

  test('and what stands beside is named, and is no fault', async () => {
    const records = await recordsAt(await copy(await filledPlace()))
    expect(await verifyLog(records)).toMatchObject({ isSound: true, remarks: [] })
    for (const did of harmless[kind]) await run(records.database.db as unknown as Kysely<never>, did)
    const { isSound, remarks } = await verifyLog(records)
    expect(isSound).toBe(true)
    expect(remarks.join('\n')).toMatch(/“mine_client” of the table “records”/)
    expect(remarks.join('\n')).toMatch(/table “mine”/)
    expect(remarks.join('\n')).toMatch(/“mine_view”/)
    await records.close()
  })
})

import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Attack, places } from './attack.ts'

const statements =
  (...all: readonly string[]): Attack =>
  async ({ plainly }) => {
    for (const one of all) await plainly(one)
  }

/** What can be done to what guards the tables, and to the tables themselves. */
export const onGuards: Readonly<Record<string, Attack>> = {
  'guards-dropped': ({ plainly, database }) =>
    plainly(`drop trigger ${database.kind === 'sqlite' ? 'records_no_update' : 'records_append_only on records'}`),
  'guard-of-the-head-dropped': ({ plainly, database }) =>
    plainly(`drop trigger log_head_only_grows${database.kind === 'sqlite' ? '' : ' on log_head'}`),
  'guard-emptied': ({ plainly, database }) =>
    database.kind === 'sqlite'
      ? plainly('drop trigger rulebooks_no_update').then(() =>
          plainly(
            "create trigger rulebooks_no_update before update on rulebooks when 0 begin select raise(abort, 'x'); end",
          ),
        )
      : plainly(
          `create or replace function records_refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
        ),
  'trigger-added': ({ plainly, database }) =>
    database.kind === 'sqlite'
      ? plainly('create trigger mine after insert on records begin delete from record_index where seq = new.seq; end')
      : plainly(
          'create trigger mine after insert on rulebooks for each statement execute function records_refuse_change()',
        ),
  'index-dropped': statements('drop index records_subject'),
  'column-added': statements('alter table records add column mine text'),
  'table-added': statements('create table mine (a int)'),
  'index-added': statements('create index mine on records (client)'),
  'migration-unknown': statements("update kysely_migration set name = '0009-mine' where name like '0002%'"),
  'migrations-forgotten': statements('delete from kysely_migration'),
  'check-weakened': statements(
    'pragma writable_schema = on',
    "update sqlite_master set sql = replace(sql, 'length(leaf) = 32', 'length(leaf) > 0 ') where name = 'records'",
  ),
  'guard-disabled': statements('alter table records disable trigger records_append_only'),
  'guard-not-always': statements('alter table records enable trigger records_append_only'),
  'rule-added': statements('create rule mine as on insert to records do instead nothing'),
  'rows-hidden': statements(
    'alter table records enable row level security',
    'create policy mine on records using (seq < 200)',
  ),
  'constraint-dropped': statements('alter table records drop constraint records_leaf'),
  'child-table': statements('create table mine () inherits (records)'),
  'samples-of-keys': statements('alter table keys.subjects alter column lookup set statistics 100'),
  'rights-for-all': statements('grant update on records to public'),
  'rights-for-auditors': statements(
    'grant select on keys.data_keys to vs_auditor',
    'grant delete on records to vs_auditor',
  ),
  'file-header': { files: directory => patch(directory, bytes => bytes.fill(7, 0, 50)) },
  'file-page': { files: directory => patch(directory, bytes => bytes.fill(255, 40_960, 45_056)) },
  'file-cut': { files: directory => truncate(join(directory, 'records.sqlite'), 300_000) },
  'file-no-text': ({ sql }) => sql(`update records set client = cast(x'ff41' as text) where seq = ${places.decision}`),
  'file-index': ({ sql }) =>
    sql('reindex records_subject')
      .then(() => sql('pragma writable_schema = on'))
      .then(() =>
        sql(`update sqlite_master set rootpage = (select rootpage from sqlite_master where name = 'records_about')
        where name = 'records_subject'`),
      ),
}

const patch = async (directory: string, change: (bytes: Buffer) => Buffer): Promise<void> => {
  const path = join(directory, 'records.sqlite')
  await writeFile(path, change(await readFile(path)))
}

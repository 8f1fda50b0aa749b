import { type Kysely, sql } from 'kysely'
import { postgresChanges } from './postgres-changes.ts'
import type { Schema } from './schema.ts'
import { type SchemaObject, sortObjects } from './schema-objects.ts'

/** What one migration changed: a line each, `+` what is there since and `-` what is there no more. */
export interface SchemaChange {
  readonly migration: string
  readonly lines: readonly string[]
}

const parting = ' | '
const renderObject = ({ kind, table, name, definition }: SchemaObject): string =>
  [kind, table, name, JSON.stringify(definition).slice(1, -1)].join(parting)

const parseObject = (line: string): SchemaObject => {
  const [kind = '', table = '', name = '', ...definition] = line.split(parting)
  return { kind, table, name, definition: JSON.parse(`"${definition.join(parting)}"`) as string }
}

/** The step from one state to the next, as it is kept. */
export const diffSchemas = (
  migration: string,
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
): SchemaChange => {
  const [old, now] = [before.map(renderObject), after.map(renderObject)]
  return {
    migration,
    lines: [
      ...old.filter(line => !now.includes(line)).map(line => `- ${line}`),
      ...now.filter(line => !old.includes(line)).map(line => `+ ${line}`),
    ],
  }
}

/**
 * What the migrations up to and with the one of this name make on PostgreSQL. No server is available to run them on, so it
 * is kept as they made it once, and a test compares that with the migrations.
 */
export const listPostgresObjectsAfter = (
  last: string,
  changes: readonly SchemaChange[] = postgresChanges,
): readonly SchemaObject[] => {
  const lines = new Set<string>()
  for (const change of changes) {
    for (const line of change.lines) {
      if (line.startsWith('- ')) lines.delete(line.slice(2))
      else lines.add(line.slice(2))
    }
    if (change.migration === last) break
  }
  return sortObjects([...lines].map(parseObject))
}

/** The tables of the schema in which `records` is found and of the schema `keys`, with the names that this program calls them. */
const ours = sql`
  select c.*, case n.nspname when 'keys' then 'keys.' else '' end || c.relname as called
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'keys' or n.oid = (select relnamespace from pg_class where oid = to_regclass('records'))`

/** Each of a line: kind, table, name, definition. The words are chosen so that every version from 13 on has the same. */
const objects = sql<SchemaObject>`
with ours as (${ours})
select case relkind when 'r' then 'table' when 'v' then 'view' when 'S' then 'sequence' else 'relation of kind ' || relkind::text end as kind,
  called as table, called as name,
  concat_ws(' ', relpersistence, case when relrowsecurity or relforcerowsecurity then 'with row security' end,
    array_to_string(reloptions, ' ')) as definition
  from ours where relkind not in ('i', 'I', 't', 'c')
union all
select 'column', called, a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    case when l.collname <> 'default' then 'collate ' || l.collname end, case when a.attnotnull then 'not null' end,
    'default ' || pg_get_expr(d.adbin, d.adrelid), 'storage ' || a.attstorage::text, nullif(a.attidentity::text || a.attgenerated::text, ''),
    'samples ' || nullif(coalesce(a.attstattarget, -1), -1)::text)
  from ours c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_collation l on l.oid = a.attcollation left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where relkind in ('r', 'p')
union all
select 'constraint', called, conname, concat_ws(' ', pg_get_constraintdef(o.oid, true), case when not convalidated then 'not validated' end)
  from ours c join pg_constraint o on o.conrelid = c.oid where contype <> 'n'
union all
select 'index', called, x.relname, concat_ws(' ', pg_get_indexdef(i.indexrelid, 0, true), case when not indisvalid then 'invalid' end)
  from ours c join pg_index i on i.indrelid = c.oid join pg_class x on x.oid = i.indexrelid where c.relkind in ('r', 'p', 'm')
union all
select 'trigger', called, tgname, concat_ws(' ', pg_get_triggerdef(t.oid, true), 'enabled ' || tgenabled::text)
  from ours c join pg_trigger t on t.tgrelid = c.oid where not tgisinternal
union all
select 'rule', called, rulename, pg_get_ruledef(r.oid, true)
  from ours c join pg_rewrite r on r.ev_class = c.oid where rulename <> '_RETURN'
union all
select 'policy', called, polname, concat_ws(' ', polcmd::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
  from ours c join pg_policy p on p.polrelid = c.oid
union all
select 'child table', called, i.inhrelid::regclass::text, '' from ours c join pg_inherits i on i.inhparent = c.oid where relkind in ('r', 'p')
union all
select 'kept samples', called, stxname, '' from ours c join pg_statistic_ext s on s.stxrelid = c.oid
union all
select 'function', '', proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
    concat_ws(' ', l.lanname, case when prosecdef then 'security definer' end, array_to_string(proconfig, ' '), prosrc)
  from pg_proc p join pg_language l on l.oid = p.prolang
  where pronamespace in (select relnamespace from ours) and not exists (
    select from pg_depend e where e.objid = p.oid and e.classid = 'pg_proc'::regclass and e.deptype = 'e')`

/** All that the tables and what belongs to them are made of, as the catalogue tells anybody who may connect. */
export const listPostgresObjects = async (db: Kysely<Schema>): Promise<readonly SchemaObject[]> =>
  sortObjects(
    (await objects.execute(db)).rows.map(({ kind, table, name, definition }) => ({ kind, table, name, definition })),
  )

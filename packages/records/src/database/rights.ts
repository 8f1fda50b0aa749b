import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Grants to a role, tables with the same rights together. */
const renderGrantsTo = (role: string, who: keyof Rights): readonly string[] => {
  const byRights = new Map<string, string[]>()
  for (const table of tablesWithRights) {
    const rights = findRights(table)
      [who].filter(right => right !== 'MAINTAIN')
      .join(', ')
    if (rights !== '') byRights.set(rights, [...(byRights.get(rights) ?? []), table])
  }
  return [...byRights].map(([rights, tables]) => `GRANT ${rights} ON ${tables.join(', ')} TO ${role};`)
}

/** So that erasure can sweep what it deleted off the pages; PostgreSQL 16 and before leave that to the owner. */
const renderMaintain = (writer: string): string => {
  const tables = tablesWithRights.filter(table => findRights(table).writer.includes('MAINTAIN')).join(', ')
  return `DO $grants$ BEGIN IF current_setting('server_version_num')::int >= 170000 THEN
  EXECUTE 'GRANT MAINTAIN ON ${tables} TO ${writer.replaceAll("'", "''")}';
END IF; END $grants$;`
}

/**
 * SQL for the owner of the tables, once they are made, in the database that holds them: `writer` is the role the service
 * uses, which can add to the log and never change or take away, and `reader` one that sees the log and never a key.
 * Both roles must be there.
 */
export const renderGrants = (writer: string, reader: string): string =>
  [
    'REVOKE ALL ON SCHEMA keys FROM PUBLIC;',
    `REVOKE ALL ON ${tablesWithRights.join(', ')} FROM PUBLIC, ${quoteName(writer)}, ${quoteName(reader)};`,
    `GRANT USAGE ON SCHEMA keys TO ${quoteName(writer)};`,
    ...renderGrantsTo(quoteName(writer), 'writer'),
    renderMaintain(quoteName(writer)),
    ...renderGrantsTo(quoteName(reader), 'reader'),
    '',
  ].join('\n')

interface Granted {
  /** Empty: to everybody. */
  readonly role: string
  readonly table: string
  readonly right: string
}

const granted = sql<Granted>`
with ours as (
  select c.*, case n.nspname when 'keys' then 'keys.' else '' end || c.relname as called
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where relkind in ('r', 'p') and (n.nspname = 'keys' or n.oid = (select relnamespace from pg_class where oid = to_regclass('records')))),
given as (
  select called as table, a.* from ours, aclexplode(relacl) a where a.grantee <> relowner
  union all
  select called, a.* from ours c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a where a.grantee <> relowner
  union all
  select 'the schema keys', a.* from pg_namespace n, aclexplode(nspacl) a where nspname = 'keys' and a.grantee <> nspowner)
select distinct coalesce(r.rolname, '') as role, g.table, privilege_type as right
  from given g left join pg_roles r on r.oid = g.grantee order by 1, 2, 3`

const listPermitted = (table: string): readonly string[] =>
  table === 'the schema keys' ? ['USAGE'] : findRights(table).writer

const goesBeyond = ({ role, table, right }: Granted): boolean => role === '' || !listPermitted(table).includes(right)

/** Rights on these tables that `renderGrants` gives to nobody, a sentence each. */
export const listExcessRights = async (db: Kysely<Schema>, tables: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await granted.execute(db)
  return rows
    .filter(one => (tables.includes(one.table) || one.table === 'the schema keys') && goesBeyond(one))
    .map(
      ({ role, table, right }) =>
        `${role === '' ? 'Everybody' : `The role “${role}”`} has the right ${right} on ${table}.`,
    )
}

/** What may be done to a table, by the role that the service uses and by auditors. */
interface Rights {
  readonly writer: readonly string[]
  readonly reader: readonly string[]
}

const added: Rights = { writer: ['SELECT', 'INSERT'], reader: ['SELECT'] }
const destroyed = ['SELECT', 'INSERT', 'DELETE', 'MAINTAIN'] as const
const seen: Rights = { writer: ['SELECT'], reader: ['SELECT'] }

/** A table that is not here is the owner’s alone. */
const rights: Readonly<Record<string, Rights>> = {
  records: added,
  tree_tiles: added,
  rulebooks: added,
  log_head: { writer: ['SELECT', 'UPDATE'], reader: ['SELECT'] },
  record_index: { writer: destroyed, reader: ['SELECT'] },
  'keys.subjects': { writer: destroyed, reader: [] },
  'keys.data_keys': { writer: destroyed, reader: [] },
  'keys.deployment_keys': { writer: ['SELECT'], reader: [] },
  shown: { writer: destroyed, reader: ['SELECT'] },
  once: { writer: [...destroyed, 'UPDATE'], reader: [] },
  api_keys: { writer: ['SELECT', 'INSERT', 'UPDATE'], reader: [] },
  kysely_migration: seen,
  kysely_migration_lock: seen,
}

const tablesWithRights: readonly string[] = Object.keys(rights)
const findRights = (table: string): Rights => rights[table] ?? { writer: [], reader: [] }

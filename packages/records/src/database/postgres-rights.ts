import { type Kysely, sql } from 'kysely'
import { rightsOn } from './rights.ts'
import type { Schema } from './schema.ts'

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

const permitted = (table: string): readonly string[] =>
  table === 'the schema keys' ? ['USAGE'] : rightsOn(table).writer

const goesBeyond = ({ role, table, right }: Granted): boolean => role === '' || !permitted(table).includes(right)

/** Rights on these tables that `grantsSql` gives to nobody, a sentence each. */
export const rightsBeyond = async (db: Kysely<Schema>, tables: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await granted.execute(db)
  return rows
    .filter(one => (tables.includes(one.table) || one.table === 'the schema keys') && goesBeyond(one))
    .map(
      ({ role, table, right }) =>
        `${role === '' ? 'Everybody' : `The role “${role}”`} has the right ${right} on ${table}.`,
    )
}

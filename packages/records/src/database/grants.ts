import { type Rights, rightsOn, tablesWithRights } from './rights.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Grants to a role, tables with the same rights together. */
const grantsTo = (role: string, who: keyof Rights): readonly string[] => {
  const byRights = new Map<string, string[]>()
  for (const table of tablesWithRights) {
    const rights = rightsOn(table)
      [who].filter(right => right !== 'MAINTAIN')
      .join(', ')
    if (rights !== '') byRights.set(rights, [...(byRights.get(rights) ?? []), table])
  }
  return [...byRights].map(([rights, tables]) => `GRANT ${rights} ON ${tables.join(', ')} TO ${role};`)
}

/** So that erasure can sweep what it deleted off the pages; PostgreSQL 16 and before leave that to the owner. */
const maintaining = (writer: string): string => {
  const tables = tablesWithRights.filter(table => rightsOn(table).writer.includes('MAINTAIN')).join(', ')
  return `DO $grants$ BEGIN IF current_setting('server_version_num')::int >= 170000 THEN
  EXECUTE 'GRANT MAINTAIN ON ${tables} TO ${writer.replaceAll("'", "''")}';
END IF; END $grants$;`
}

/**
 * SQL for the owner of the tables, once they are made, in the database that holds them: `writer` is the role the service
 * uses, which can add to the log and never change or take away, and `reader` one that sees the log and never a key.
 * Both roles must be there.
 */
export const grantsSql = (writer: string, reader: string): string =>
  [
    'REVOKE ALL ON SCHEMA keys FROM PUBLIC;',
    `REVOKE ALL ON ${tablesWithRights.join(', ')} FROM PUBLIC, ${quoted(writer)}, ${quoted(reader)};`,
    `GRANT USAGE ON SCHEMA keys TO ${quoted(writer)};`,
    ...grantsTo(quoted(writer), 'writer'),
    maintaining(quoted(writer)),
    ...grantsTo(quoted(reader), 'reader'),
    '',
  ].join('\n')

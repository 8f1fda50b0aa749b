const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const appendOnly = ['records', 'tree_tiles', 'rulebooks'] as const
const migrationTables = ['kysely_migration', 'kysely_migration_lock'] as const
/** What erasure takes rows from. */
const erasable = ['record_index', 'once', 'keys.subjects', 'keys.data_keys'] as const
const others = ['api_keys', 'keys.deployment_keys'] as const

const writerGrants = (writer: string): readonly string[] => [
  `GRANT USAGE ON SCHEMA keys TO ${writer};`,
  `GRANT SELECT, INSERT ON ${appendOnly.join(', ')} TO ${writer};`,
  `GRANT SELECT, UPDATE ON log_head TO ${writer};`,
  `GRANT SELECT, INSERT, DELETE ON ${erasable.join(', ')} TO ${writer};`,
  `GRANT UPDATE ON once TO ${writer};`,
  `GRANT SELECT, INSERT, UPDATE ON api_keys TO ${writer};`,
  `GRANT SELECT ON keys.deployment_keys TO ${writer};`,
  `GRANT SELECT ON ${migrationTables.join(', ')} TO ${writer};`,
  // So that erasure can sweep what it deleted off the pages; PostgreSQL 16 and before leave that to the owner.
  `DO $grants$ BEGIN IF current_setting('server_version_num')::int >= 170000 THEN
  EXECUTE 'GRANT MAINTAIN ON ${erasable.join(', ')} TO ${writer.replaceAll("'", "''")}';
END IF; END $grants$;`,
]

/**
 * SQL for the owner of the tables, once they are made, in the database that holds them: `writer` is the role the service
 * uses, which can add to the log and never change or take away, and `reader` one that sees the log and never a key.
 * Both roles must be there.
 */
export const grantsSql = (writer: string, reader: string): string => {
  const all = [...appendOnly, 'log_head', ...migrationTables, ...erasable, ...others].join(', ')
  return [
    'REVOKE ALL ON SCHEMA keys FROM PUBLIC;',
    `REVOKE ALL ON ${all} FROM PUBLIC, ${quoted(writer)}, ${quoted(reader)};`,
    ...writerGrants(quoted(writer)),
    `GRANT SELECT ON ${[...appendOnly, 'log_head', 'record_index', ...migrationTables].join(', ')} TO ${quoted(reader)};`,
    '',
  ].join('\n')
}

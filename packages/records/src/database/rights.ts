/** What may be done to a table, by the role that the service uses and by auditors. */
export interface Rights {
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

export const tablesWithRights: readonly string[] = Object.keys(rights)
export const rightsOn = (table: string): Rights => rights[table] ?? { writer: [], reader: [] }

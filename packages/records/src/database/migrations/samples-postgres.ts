const columns = {
  'keys.subjects': ['subject', 'lookup'],
  'keys.data_keys': ['key', 'subject', 'wrapped'],
  record_index: ['subject', 'answer', 'status', 'rules'],
} as const

/**
 * ANALYZE, which PostgreSQL runs by itself, copies values of columns into its own catalogue, where they stay when the rows are
 * gone: so none of what erasure has to destroy.
 */
export const postgresSamples: readonly string[] = Object.entries(columns).flatMap(([table, names]) =>
  names.map(name => `ALTER TABLE ${table} ALTER COLUMN ${name} SET STATISTICS 0`),
)

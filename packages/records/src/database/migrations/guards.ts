/** What may happen to a row of these tables: it may be put there. */
const appendOnly = {
  records: 'seq = NEW.seq OR id = NEW.id',
  tree_tiles: 'level = NEW.level AND idx = NEW.idx',
  rulebooks: 'digest = NEW.digest AND text <> NEW.text',
} as const

const buildSqliteTrigger = (table: string, name: string, when: string, condition = ''): string =>
  `CREATE TRIGGER IF NOT EXISTS ${table}_${name} BEFORE ${when} ON ${table} ${condition}
   BEGIN SELECT RAISE(ABORT, '${table} may only be added to'); END`

/** REPLACE deletes without asking the trigger of DELETE, so a row in the place of another is refused before it comes to that. */
const buildSqliteTriggers = ([table, same]: readonly [string, string]): readonly string[] => [
  buildSqliteTrigger(table, 'no_update', 'UPDATE'),
  buildSqliteTrigger(table, 'no_delete', 'DELETE'),
  buildSqliteTrigger(table, 'no_replace', 'INSERT', `WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${same})`),
]

/** Triggers of SQLite that refuse changes of what may only be added to. */
export const sqliteGuards: readonly string[] = [
  ...Object.entries(appendOnly).flatMap(buildSqliteTriggers),
  buildSqliteTrigger('log_head', 'only_grows', 'UPDATE', 'WHEN NEW.one <> OLD.one OR NEW.size <= OLD.size'),
  buildSqliteTrigger('log_head', 'no_delete', 'DELETE'),
  buildSqliteTrigger('log_head', 'no_replace', 'INSERT', 'WHEN EXISTS (SELECT 1 FROM log_head)'),
]

/** ALWAYS: a session that plays back a replica’s changes does not get round it either. */
const buildPostgresTrigger = (table: string, name: string, when: string): readonly string[] => [
  `CREATE TRIGGER ${table}_${name} BEFORE ${when} EXECUTE FUNCTION records_refuse_change()`,
  `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_${name}`,
]

/** The same for PostgreSQL. */
export const postgresGuards: readonly string[] = [
  `CREATE FUNCTION records_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION '% may only be added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$`,
  ...Object.keys(appendOnly).flatMap(table =>
    buildPostgresTrigger(table, 'append_only', `UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT`),
  ),
  ...buildPostgresTrigger('log_head', 'stays', 'DELETE OR TRUNCATE ON log_head FOR EACH STATEMENT'),
  ...buildPostgresTrigger(
    'log_head',
    'only_grows',
    'UPDATE ON log_head FOR EACH ROW WHEN (NEW.one <> OLD.one OR NEW.size <= OLD.size)',
  ),
]

/** Ciphertext does not shrink, and kept in its row it costs a fifth less of the server’s processor than in a separate table. */
export const postgresStorage: readonly string[] = [
  'ALTER TABLE records ALTER COLUMN payload SET STORAGE EXTERNAL, SET (toast_tuple_target = 8160)',
]

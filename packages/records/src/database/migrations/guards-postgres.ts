const appendOnly = ['records', 'tree_tiles', 'rulebooks'] as const

/** ALWAYS: a session that plays back a replica’s changes does not get round it either. */
const refusal = (table: string, name: string, when: string): readonly string[] => [
  `CREATE TRIGGER ${table}_${name} BEFORE ${when} EXECUTE FUNCTION records_refuse_change()`,
  `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_${name}`,
]

export const postgresGuards: readonly string[] = [
  `CREATE FUNCTION records_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION '% may only be added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$`,
  ...appendOnly.flatMap(table =>
    refusal(table, 'append_only', `UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT`),
  ),
  ...refusal('log_head', 'stays', 'DELETE OR TRUNCATE ON log_head FOR EACH STATEMENT'),
  ...refusal(
    'log_head',
    'only_grows',
    'UPDATE ON log_head FOR EACH ROW WHEN (NEW.one <> OLD.one OR NEW.size <= OLD.size)',
  ),
]

/** Ciphertext does not shrink, and kept in its row it costs a fifth less of the server’s processor than in a table of its own. */
export const postgresStorage: readonly string[] = [
  'ALTER TABLE records ALTER COLUMN payload SET STORAGE EXTERNAL, SET (toast_tuple_target = 8160)',
]

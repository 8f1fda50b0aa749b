/** What may happen to a row of these tables: it may be put there. */
const appendOnly = {
  records: 'seq = NEW.seq OR id = NEW.id',
  tree_tiles: 'level = NEW.level AND idx = NEW.idx',
  rulebooks: 'digest = NEW.digest AND text <> NEW.text',
} as const

const refusal = (table: string, name: string, when: string, condition = ''): string =>
  `CREATE TRIGGER IF NOT EXISTS ${table}_${name} BEFORE ${when} ON ${table} ${condition}
   BEGIN SELECT RAISE(ABORT, '${table} may only be added to'); END`

/** REPLACE deletes without asking the trigger of DELETE, so a row in the place of another is refused before it comes to that. */
const ofTable = ([table, same]: readonly [string, string]): readonly string[] => [
  refusal(table, 'no_update', 'UPDATE'),
  refusal(table, 'no_delete', 'DELETE'),
  refusal(table, 'no_replace', 'INSERT', `WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${same})`),
]

export const sqliteGuards: readonly string[] = [
  ...Object.entries(appendOnly).flatMap(ofTable),
  refusal('log_head', 'only_grows', 'UPDATE', 'WHEN NEW.one <> OLD.one OR NEW.size <= OLD.size'),
  refusal('log_head', 'no_delete', 'DELETE'),
  refusal('log_head', 'no_replace', 'INSERT', 'WHEN EXISTS (SELECT 1 FROM log_head)'),
]

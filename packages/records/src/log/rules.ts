import { parseSerializedRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { RulebookRow, Schema } from '../database/schema.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { queryEvents } from './events.ts'

const mostKept = 8
/** A digest never comes to mean other rules, so what was read once, or is being read, need not be read again. */
const read = new WeakMap<RecordsDatabase['db'], Map<string, Promise<Checked<Rules>>>>()

/** The rules that were kept under a digest. Issues if they are not kept, or the text does not fit the digest. */
export const readRecordedRules = ({ db }: Pick<RecordsDatabase, 'db'>, digest: string): Promise<Checked<Rules>> => {
  const known = read.get(db) ?? new Map<string, Promise<Checked<Rules>>>()
  read.set(db, known)
  const reading = known.get(digest) ?? readRules(db, digest)
  if (known.size === mostKept && !known.has(digest)) known.clear()
  known.set(digest, reading)
  const forget = () => void (known.get(digest) === reading && known.delete(digest))
  reading.then(rules => rules.ok || forget(), forget)
  return reading
}

const readRules = async (db: RecordsDatabase['db'], digest: string): Promise<Checked<Rules>> => {
  const row = await selectRulebook(db, digest)
  return row === undefined
    ? refusal('unknown-name', '', 'The rules of this digest are not kept here.')
    : parseSerializedRules(row.text, digest)
}

const delimiter = '|'

/** The rules that bear on a decision as `record_index` keeps them: each between two delimiters. */
export const joinRuleNames = (names: readonly string[]): string =>
  names.length === 0 ? '' : `${delimiter}${names.join(delimiter)}${delimiter}`

/** The pattern (SQL LIKE) of a column that names a rule. A backslash escapes. */
export const buildRulePattern = (name: string): string =>
  `%${delimiter}${name.replaceAll(/[\\%_]/g, found => `\\${found}`)}${delimiter}%`

/** The names in such a column. */
export const splitRuleNames = (column: string): readonly string[] => column.split(delimiter).filter(name => name !== '')

/** Keeps a rulebook for good, by the digest of its canonical JSON. One that is kept already is left as it is. */
export const insertRulebook = async (db: Kysely<Schema>, rulebook: RulebookRow): Promise<void> => {
  const { digest, version, text } = rulebook
  await db
    .insertInto('rulebooks')
    .values({ digest, version, text })
    .onConflict(conflict => conflict.column('digest').doNothing())
    .execute()
}

/** The rulebook of a digest, or undefined. */
export const selectRulebook = (db: Kysely<Schema>, digest: string): Promise<RulebookRow | undefined> =>
  db.selectFrom('rulebooks').selectAll().where('digest', '=', digest).executeTakeFirst()

/** The digest of the rules that were recorded last as those that decide; undefined if there were none. */
export const selectActiveRules = async (db: Kysely<Schema>): Promise<string | undefined> => {
  const newest = queryEvents(db, 'rules-activated').select('rules_digest').orderBy('seq', 'desc')
  const row = await newest.limit(1).executeTakeFirst()
  return row?.rules_digest ?? undefined
}

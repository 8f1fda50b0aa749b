import { type Rules, rulesFromKept } from '@virtual-school/rules'
import { type Checked, refusal } from '../checked.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { rulebookByDigest } from './rulebooks.ts'

const mostKept = 8
/** A digest never comes to mean other rules, so what was read once need not be read again. */
const read = new WeakMap<RecordsDatabase['db'], Map<string, Rules>>()

/** The rules that were kept under a digest. Issues where they are not kept, or the text does not fit the digest. */
export const keptRulesOf = async ({ db }: Pick<RecordsDatabase, 'db'>, digest: string): Promise<Checked<Rules>> => {
  const known = read.get(db) ?? new Map<string, Rules>()
  read.set(db, known)
  const rules = known.get(digest)
  if (rules !== undefined) return { ok: true, value: rules }
  const row = await rulebookByDigest(db, digest)
  if (row === undefined) return refusal('unknown-name', '', 'The rules of this digest are not kept here.')
  const made = rulesFromKept(row.text, digest)
  if (made.ok) {
    if (known.size === mostKept) known.clear()
    known.set(digest, made.value)
  }
  return made
}

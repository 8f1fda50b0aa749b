import { type Rules, rulesFromKept } from '@virtual-school/rules'
import { type Checked, refusal } from '../checked.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { rulebookByDigest } from './rulebooks.ts'

const mostKept = 8
/** A digest never comes to mean other rules, so what was read once, or is being read, need not be read again. */
const read = new WeakMap<RecordsDatabase['db'], Map<string, Promise<Checked<Rules>>>>()

/** The rules that were kept under a digest. Issues where they are not kept, or the text does not fit the digest. */
export const keptRulesOf = ({ db }: Pick<RecordsDatabase, 'db'>, digest: string): Promise<Checked<Rules>> => {
  const known = read.get(db) ?? new Map<string, Promise<Checked<Rules>>>()
  read.set(db, known)
  const reading = known.get(digest) ?? made(db, digest)
  if (known.size === mostKept && !known.has(digest)) known.clear()
  known.set(digest, reading)
  const forget = () => void (known.get(digest) === reading && known.delete(digest))
  reading.then(rules => rules.ok || forget(), forget)
  return reading
}

const made = async (db: RecordsDatabase['db'], digest: string): Promise<Checked<Rules>> => {
  const row = await rulebookByDigest(db, digest)
  return row === undefined
    ? refusal('unknown-name', '', 'The rules of this digest are not kept here.')
    : rulesFromKept(row.text, digest)
}

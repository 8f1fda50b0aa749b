import { type Rules, rulesFromKept } from '@virtual-school/rules'
import type { Checked } from '../checked.ts'
import { rulebookByDigest } from '../log/rulebooks.ts'
import type { Records } from '../records.ts'

/** The kept rules of a digest, ready to decide; undefined where none are kept, issues where they cannot be read. */
export type RulesByDigest = (digest: string) => Promise<Checked<Rules> | undefined>

/** Rules take some megabytes each, and records name the same ones for months. */
const held = 8

/** Rules from the kept rulebooks; the last few that were asked for are held ready. */
export const keptRulesOf = ({ database: { db } }: Pick<Records, 'database'>): RulesByDigest => {
  const ready = new Map<string, Checked<Rules> | undefined>()
  const read = async (digest: string) => {
    const row = await rulebookByDigest(db, digest)
    return row === undefined ? undefined : rulesFromKept(row.text, digest)
  }
  return async digest => {
    const rules = ready.has(digest) ? ready.get(digest) : await read(digest)
    ready.delete(digest)
    ready.set(digest, rules)
    if (ready.size > held) ready.delete(ready.keys().next().value!)
    return rules
  }
}

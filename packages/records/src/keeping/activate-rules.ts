import { keptRules, type Rules } from '@virtual-school/rules'
import { activeRules, putRulebook } from '../log/rulebooks.ts'
import type { Records } from '../records.ts'
import { type By, recordedBy } from './by.ts'

/**
 * Keeps the rules, whole, and records that decisions are made by them from now on; nothing where they were the last to be
 * recorded. Has to come before the first decision that they make. Rejects where storage fails.
 */
export const activateRules = async (records: Records, rules: Rules, by: By): Promise<void> => {
  const { db } = records.database
  const { version, digest } = rules
  await putRulebook(db, { version, digest, text: keptRules(rules) })
  if ((await activeRules(db)) === digest) return
  await records.append([
    { clear: { id: records.newId(), type: 'rules-activated', ...recordedBy(by), rules: { version, digest } } },
  ])
}

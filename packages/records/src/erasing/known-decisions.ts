import { keptRulesOf } from '../log/kept-rules.ts'
import { activeRules } from '../log/rulebooks.ts'
import type { Records } from '../records.ts'

/** The decisions that the newest rules make, and those of which something is kept. */
export const knownDecisions = async ({ database }: Pick<Records, 'database'>): Promise<readonly string[]> => {
  const { db } = database
  const rules = await keptRulesOf(database, (await activeRules(db)) ?? '')
  const kept = await db.selectFrom('keys.data_keys').select('decision').distinct().execute()
  const named = rules.ok ? [...rules.value.rulebook.decisions.keys()] : []
  return [...new Set([...named, ...kept.map(one => one.decision)])].sort()
}

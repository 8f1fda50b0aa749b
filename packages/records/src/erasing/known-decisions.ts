import { keptRulesOf } from '../log/kept-rules.ts'
import { activeRules } from '../log/rulebooks.ts'
import { retiredPattern } from '../moving/retired.ts'
import type { Records } from '../records.ts'

/** The decisions that the newest rules make, and those of which something is kept. */
export const knownDecisions = async ({ database }: Pick<Records, 'database'>): Promise<readonly string[]> => {
  const { db } = database
  const rules = await keptRulesOf(database, (await activeRules(db)) ?? '')
  const kept = db.selectFrom('keys.data_keys').select('decision').distinct()
  const all = await kept.where('decision', 'not like', retiredPattern).execute()
  const named = rules.ok ? [...rules.value.rulebook.decisions.keys()] : []
  return [...new Set([...named, ...all.map(one => one.decision)])].sort()
}

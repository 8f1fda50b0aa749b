import { keptRulesOf } from '../log/kept-rules.ts'
import type { Records } from '../records.ts'

/** The decisions that the newest rules make, and those of which something is kept. */
export const knownDecisions = async ({ database }: Pick<Records, 'database'>): Promise<readonly string[]> => {
  const { db } = database
  const newest = db.selectFrom('records').select('rules_digest').where('type', '=', 'rules-activated')
  const row = await newest.orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const rules = await keptRulesOf(database, row?.rules_digest ?? '')
  const kept = await db.selectFrom('keys.data_keys').select('decision').distinct().execute()
  const named = rules.ok ? [...rules.value.rulebook.decisions.keys()] : []
  return [...new Set([...named, ...kept.map(one => one.decision)])].sort()
}

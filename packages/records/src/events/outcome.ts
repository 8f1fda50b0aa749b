import { type Issue, nearest } from '@virtual-school/rules'
import { withSuggestion } from '../issues.ts'
import { keptRulesOf } from '../log/kept-rules.ts'
import type { Records } from '../records.ts'
import type { KeptDecision } from './decision-of.ts'
import { type EventRequest, otherOutcome } from './schema.ts'

/** What was decided instead has to be an answer of the question, where the kept rules say which there are, or `other`. */
export const outcomeIssues = async (
  { database }: Pick<Records, 'database'>,
  { row }: KeptDecision,
  event: EventRequest,
): Promise<readonly Issue[]> => {
  if (event.type !== 'overridden' || event.outcome === otherOutcome) return []
  const rules = await keptRulesOf(database, row.rules_digest ?? '')
  const answers = rules.ok ? rules.value.rulebook.decisions.get(row.decision ?? '')?.answers : undefined
  if (answers === undefined || answers.some(one => one.id === event.outcome)) return []
  const words = [...answers.map(one => one.id), otherOutcome]
  const message = `Expected an answer of the question, or “${otherOutcome}”: ${words.join(', ')}.`
  return [withSuggestion({ code: 'unknown-word', pointer: '/outcome', message }, nearest(event.outcome, words))]
}

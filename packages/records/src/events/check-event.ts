import { type Issue, nearest } from '@virtual-school/rules'
import type { Records } from '../append/records.ts'
import { subjectRow } from '../crypto/links.ts'
import { decisionOf, type KeptDecision, recordOf } from '../find/record.ts'
import { keptRulesOf } from '../log/rules.ts'
import type { By, Reader } from '../model/actor.ts'
import { accepted, type Checked, refusal, withSuggestion } from '../model/checked.ts'
import { type EventRequest, type EventType, eventTypes, needsActor } from '../model/events.ts'
import { givenIssues } from '../model/given-issues.ts'
import { otherOutcome, recordTypeRows } from '../model/record-types.ts'
import { referenceIssues } from '../model/references.ts'

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

const issue = (code: Issue['code'], message: string): readonly Issue[] => [{ code, pointer: '/replacedBy', message }]

/** What stands in the place of a decision that was recorded in error has to be another decision, of the same child and realm. */
export const replacementIssues = async (
  records: Pick<Records, 'database'>,
  { row, subject, realm }: KeptDecision,
  event: EventRequest,
  by: Reader,
): Promise<readonly Issue[]> => {
  if (event.type !== 'corrected' || event.replacedBy === undefined) return []
  if (event.replacedBy === row.id) return issue('not-allowed-here', 'A decision cannot stand in its own place.')
  const found = await recordOf(records, event.replacedBy, by)
  if (!found.ok) return issue('unknown-name', 'There is no decision of this id.')
  if (found.value.type !== 'evaluated')
    return issue('not-allowed-here', 'This is the id of an event. Give that of a decision.')
  const other = await decisionOf(records, event.replacedBy, by)
  if (!other.ok) return issue('not-allowed-here', 'The contents of that decision were erased.')
  if (other.value.realm !== realm)
    return issue(
      'not-allowed-here',
      `That decision is of the realm ${other.value.realm}, and this one of the realm ${realm}.`,
    )
  return (await areTwoChildren(records, subject, other.value.subject))
    ? issue(
        'not-allowed-here',
        'That decision is about another child. If one of the two was sent under the wrong reference, “virtual-school records move” moves it.',
      )
    : []
}

/** A decision that came without a reference has a number of its own, so that nobody can say whom it is about. */
const areTwoChildren = async ({ database }: Pick<Records, 'database'>, one: string, other: string): Promise<boolean> =>
  one !== other &&
  (await subjectRow(database.db, one)) !== undefined &&
  (await subjectRow(database.db, other)) !== undefined

const typeOf = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'type' in given ? given.type : undefined

const isEventType = (type: unknown): type is EventType => eventTypes.some(one => one === type)

/** An event as it was sent and by whom, or every issue why it cannot be recorded. */
export const readEvent = (given: unknown, by: By): Checked<EventRequest> => {
  const type = typeOf(given)
  if (!isEventType(type)) return unknownType(given, type)
  const { schema } = recordTypeRows[type]
  const read = schema.safeParse(given)
  const shape = read.success ? [] : givenIssues(read.error, given, Object.keys(schema.shape))
  const issues = [...shape, ...whoIssues(type, by)]
  return read.success && issues.length === 0 ? accepted(read.data) : { ok: false, issues }
}

const unknownType = (given: unknown, type: unknown): Checked<never> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refusal('wrong-type', '', 'An event is an object, as { "type": "reviewed" }.')
  const expected = `Expected one of: ${eventTypes.join(', ')}.`
  if (type === undefined) return refusal('missing-member', '/type', `“type” is required. ${expected}`)
  const suggestion = typeof type === 'string' ? nearest(type, eventTypes) : undefined
  return {
    ok: false,
    issues: [withSuggestion({ code: 'unknown-word', pointer: '/type', message: expected }, suggestion)],
  }
}

const whoIssues = (type: EventType, { actor }: By): readonly Issue[] =>
  actor === undefined && needsActor(type)
    ? [
        {
          code: 'missing-member',
          pointer: '/actor',
          message: `“${type}” needs “actor”: the reference of the person who did it.`,
        },
      ]
    : referenceIssues(actor, '/actor', 'actor')

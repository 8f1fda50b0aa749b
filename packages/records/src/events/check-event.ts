import type { Issue } from '@virtual-school/rules'
import { accepted, nearest, refused, withSuggestion } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { selectSubjectRow } from '../crypto/links.ts'
import { type DecisionHandle, findDecision, findRecord } from '../find/record.ts'
import { readRecordedRules } from '../log/rules.ts'
import type { By, Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { type EventRequest, type EventType, eventTypes, needsActor } from '../model/events.ts'
import { describeGivenIssues } from '../model/given-issues.ts'
import { otherOutcome, recordTypeRows } from '../model/record-types.ts'
import { referenceIssues } from '../model/references.ts'

/** What was decided instead has to be an answer of the question, if the kept rules say which there are, or `other`. */
export const checkOutcome = async (
  { database }: Pick<Records, 'database'>,
  { row }: DecisionHandle,
  event: EventRequest,
): Promise<readonly Issue[]> => {
  if (event.type !== 'overridden' || event.outcome === otherOutcome) return []
  const rules = await readRecordedRules(database, row.rules_digest ?? '')
  const answers = rules.ok ? rules.value.rulebook.decisions.get(row.decision ?? '')?.answers : undefined
  if (answers === undefined || answers.some(one => one.id === event.outcome)) return []
  const words = [...answers.map(one => one.id), otherOutcome]
  const message = `Expected an answer of the question, or “${otherOutcome}”: ${words.join(', ')}.`
  return [withSuggestion({ code: 'unknown-word', pointer: '/outcome', message }, nearest(event.outcome, words))]
}

const describeIssue = (code: Issue['code'], message: string): readonly Issue[] => [
  { code, pointer: '/replacedBy', message },
]

/** What stands in the place of a decision that was recorded in error has to be another decision, of the same child and realm. */
export const checkReplacement = async (
  records: Pick<Records, 'database'>,
  { row, subject, realm }: DecisionHandle,
  event: EventRequest,
  by: Reader,
): Promise<readonly Issue[]> => {
  if (event.type !== 'corrected' || event.replacedBy === undefined) return []
  if (event.replacedBy === row.id) return describeIssue('not-allowed-here', 'A decision cannot stand in its own place.')
  const found = await findRecord(records, event.replacedBy, by)
  if (!found.ok) return describeIssue('unknown-name', 'There is no decision of this id.')
  if (found.value.type !== 'evaluated')
    return describeIssue('not-allowed-here', 'This is the id of an event. Give that of a decision.')
  const other = await findDecision(records, event.replacedBy, by)
  if (!other.ok) return describeIssue('not-allowed-here', 'The contents of that decision were erased.')
  if (other.value.realm !== realm)
    return describeIssue(
      'not-allowed-here',
      `That decision is of the realm ${other.value.realm}, and this one of the realm ${realm}.`,
    )
  return (await areTwoChildren(records, subject, other.value.subject))
    ? describeIssue(
        'not-allowed-here',
        'That decision is about another child. If one of the two was sent under the wrong reference, “virtual-school records move” moves it.',
      )
    : []
}

/** A decision that came without a reference has its own number, so that nobody can say whom it is about. */
const areTwoChildren = async ({ database }: Pick<Records, 'database'>, one: string, other: string): Promise<boolean> =>
  one !== other &&
  (await selectSubjectRow(database.db, one)) !== undefined &&
  (await selectSubjectRow(database.db, other)) !== undefined

const readType = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'type' in given ? given.type : undefined

const isEventType = (type: unknown): type is EventType => eventTypes.some(one => one === type)

/** An event as it was sent and by whom, or every issue why it cannot be recorded. */
export const parseEvent = (given: unknown, by: By): Checked<EventRequest> => {
  const type = readType(given)
  if (!isEventType(type)) return refuseType(given, type)
  const { schema } = recordTypeRows[type]
  const read = schema.safeParse(given)
  const shape = read.success ? [] : describeGivenIssues(read.error, given, Object.keys(schema.shape))
  const issues = [...shape, ...checkWho(type, by)]
  return read.success && issues.length === 0 ? accepted(read.data) : { ok: false, issues }
}

const refuseType = (given: unknown, type: unknown): Checked<never> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refusal('wrong-type', '', 'An event is an object, as { "type": "reviewed" }.')
  const expected = `Expected one of: ${eventTypes.join(', ')}.`
  if (type === undefined) return refusal('missing-member', '/type', `“type” is required. ${expected}`)
  const suggestion = typeof type === 'string' ? nearest(type, eventTypes) : undefined
  return refused([withSuggestion({ code: 'unknown-word', pointer: '/type', message: expected }, suggestion)])
}

const checkWho = (type: EventType, { actor }: By): readonly Issue[] =>
  actor === undefined && needsActor(type)
    ? [
        {
          code: 'missing-member',
          pointer: '/actor',
          message: `“${type}” needs “actor”: the reference of the person who did it.`,
        },
      ]
    : referenceIssues(actor, '/actor', 'actor')

import { type Issue, nearest } from '@virtual-school/rules'
import { accepted, type Checked, refusal } from '../checked.ts'
import { givenIssues } from '../intake/given-issues.ts'
import { referenceIssues } from '../intake/references.ts'
import { withSuggestion } from '../issues.ts'
import type { By } from '../keeping/by.ts'
import { type EventRequest, type EventType, eventSchema, eventTypes } from './schema.ts'

const typeOf = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'type' in given ? given.type : undefined

const isEventType = (type: unknown): type is EventType => eventTypes.some(one => one === type)

/** An event as it was sent and by whom, or every issue why it cannot be recorded. */
export const readEvent = (given: unknown, by: By): Checked<EventRequest> => {
  const type = typeOf(given)
  if (!isEventType(type)) return unknownType(given, type)
  const members = Object.keys(eventSchema.options.find(option => option.shape.type.value === type)!.shape)
  const read = eventSchema.safeParse(given)
  const shape = read.success ? [] : givenIssues(read.error, given, members)
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

/** What a person decides has to show which person. */
const personal: readonly EventType[] = ['reviewed', 'overridden', 'corrected', 'held', 'released']

const whoIssues = (type: EventType, { actor }: By): readonly Issue[] =>
  actor === undefined && personal.includes(type)
    ? [
        {
          code: 'missing-member',
          pointer: '/actor',
          message: `“${type}” needs “actor”: the reference of the person who did it.`,
        },
      ]
    : referenceIssues(actor, '/actor', 'actor')

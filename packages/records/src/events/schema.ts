import * as z from 'zod'
import { freeText } from '../intake/free-text.ts'

/** To whom a decision can be told. */
export const communicationRoles = [
  'child',
  'parent-or-carer',
  'foster-carer',
  'social-worker',
  'designated-teacher',
  'school',
  'independent-reviewing-officer',
  'other-authority',
] as const

export const communicationWays = ['in-person', 'telephone', 'letter', 'email', 'meeting', 'portal'] as const

/** What was decided instead, where no answer of the question says it. The reason does then. */
export const otherOutcome = 'other'

const word = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Expected: a word in small letters, as not-permitted.')

/** What may be recorded about a decision afterwards, by its type. Members with a reason are sealed under the decision’s key. */
export const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reviewed'), reason: freeText.exactOptional() }),
  z.strictObject({ type: z.literal('overridden'), reason: freeText, outcome: word }),
  z.strictObject({
    type: z.literal('communicated'),
    to: z.enum(communicationRoles),
    way: z.enum(communicationWays),
    reason: freeText.exactOptional(),
  }),
  z.strictObject({ type: z.literal('challenged'), reason: freeText }),
  z.strictObject({ type: z.literal('held'), reason: freeText }),
  z.strictObject({ type: z.literal('released'), reason: freeText }),
])

/** An event as it is given. */
export type EventRequest = z.infer<typeof eventSchema>
export type EventType = EventRequest['type']

export const eventTypes: readonly EventType[] = eventSchema.options.map(option => option.shape.type.value)

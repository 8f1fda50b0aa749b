import * as z from 'zod'
import { freeText } from './free-text.ts'

/** Whether somebody challenged the finding, or a fact that it rests on: a person has to answer either. */
export const isChallenge = ({ type }: { readonly type: string }): boolean =>
  type === 'challenged' || type === 'contested'

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

const factName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]{0,99}$/,
    'Expected: the name of a fact, as careStatus; “virtual-school facts” lists them.',
  )
const factValue = z.union(
  [z.string().max(200), z.number(), z.boolean(), z.null()],
  'Expected: a text of 200 characters at most, a number, true, false, or null if it is not known.',
)

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
  z.strictObject({
    type: z.literal('contested'),
    fact: factName.describe('The name of the fact that was wrong, as GET /facts lists it.'),
    shouldBe: factValue.describe('What it should be; null: it is not known.'),
    reason: freeText.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('corrected'),
    reason: freeText.describe('What was wrong.'),
    replacedBy: z
      .uuid('Expected: the id of a decision.')
      .exactOptional()
      .describe('The id of the decision that stands in its place.'),
  }),
  z.strictObject({ type: z.literal('held'), reason: freeText }),
  z.strictObject({ type: z.literal('released'), reason: freeText }),
])

/** An event as it is given. */
export type EventRequest = z.infer<typeof eventSchema>
export type EventType = EventRequest['type']

export const eventTypes: readonly EventType[] = eventSchema.options.map(option => option.shape.type.value)

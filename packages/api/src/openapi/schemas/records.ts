import { eventSchema } from '@virtual-school/records'
import * as z from 'zod'
import { decision } from './decision.ts'
import { issue } from './problem.ts'
import { envelope, receipt, recordedAt, recordId } from './receipt.ts'
import { day, scalar } from './words.ts'

const laterEvent = z
  .object({
    seq: z.int(),
    id: recordId,
    type: z.string(),
    recordedAt,
    client: z.string(),
    actor: z.string().exactOptional(),
    approver: z.string().exactOptional().describe('The second person, who approved, if two were named.'),
    reason: z.string().exactOptional().describe('In the words of whoever recorded it.'),
    answer: z.string().exactOptional().describe('Where a person decided otherwise: the answer that they gave.'),
    details: z.record(z.string(), scalar.nullable()).exactOptional(),
  })
  .meta({ id: 'LaterEvent', description: 'Something that was recorded about a decision afterwards.' })

const found = z
  .object({
    answer: z.string().nullable(),
    status: z.string(),
    rules: z.array(z.string()).describe('The rules that bore on it.'),
    cautions: z.array(z.string()),
    readings: z.array(z.string()),
  })
  .nullable()
  .describe('What was decided; null of an event, and of a decision that was erased.')

export const listedRecord = z.object({
  envelope,
  found,
  isCorrected: z.boolean().describe('A person recorded that this decision was recorded in error.'),
})

export const suggestion = z
  .string()
  .optional()
  .describe(
    'If nobody is known by the `subjectRef` that was asked for: the same in other letter case, by which somebody is. References are told apart by capital letters.',
  )

export const recordsPage = z
  .object({
    records: z.array(listedRecord).describe('The newest first.'),
    next: z.string().nullable().describe('The address of the next page; null: this was the last.'),
    suggestion,
  })
  .meta({ id: 'RecordsPage' })

export const record = z
  .object({
    state: z
      .enum(['decision', 'event', 'none', 'erased', 'damaged'])
      .describe('What was sealed in it; `none`: nothing. `erased`: it can never be read again.'),
    envelope: envelope.nullable(),
    request: z
      .object({
        decision: z.string(),
        authority: z.string(),
        asOf: day,
        facts: z.record(z.string(), scalar.nullable()),
      })
      .nullable()
      .describe('Of a decision: what was asked, a date of birth replaced by the age that it makes.'),
    result: decision.nullable().describe('Of a decision: what was answered, without its trace.'),
    event: z.record(z.string(), scalar.nullable()).nullable().describe('Of an event: what was said.'),
    events: z.array(laterEvent),
    issues: z.array(issue).describe('Where it is damaged: why.'),
  })
  .meta({ id: 'Record' })

export const account = z
  .looseObject({
    format: z.literal('virtual-school-account'),
    v: z.literal(1),
    state: z.enum(['whole', 'erased', 'sealed']),
    record: envelope,
    asked: z.looseObject({ decision: z.string(), question: z.string(), asOf: day }).nullable(),
    found: z.looseObject({ status: z.string(), answer: z.string().nullable(), summary: z.string() }).nullable(),
    trace: z.looseObject({}).nullable(),
    events: z.array(laterEvent),
    checks: z.object({ rules: z.string(), receipt: z.string(), replay: z.string() }),
    safeguards: z.array(z.object({ id: z.string(), text: z.string() })),
    page: z.looseObject({ title: z.string(), about: z.string(), brief: z.array(z.string()) }),
  })
  .meta({ id: 'Account', description: 'What is known of one decision: as data, and in the words that a person reads.' })

const actor = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,200}$/)
  .exactOptional()
  .describe('Your reference for the person who did it; X-Actor may say it instead. Wanted wherever a person decides.')

const [first, ...others] = eventSchema.options.map(option => option.extend({ actor }))
export const eventRequest = z.discriminatedUnion('type', [first!, ...others]).meta({ id: 'EventRequest' })

export const keptEvent = z.object({ id: recordId, recordedAt, receipt }).meta({ id: 'KeptEvent' })

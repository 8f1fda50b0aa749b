import { cautionCodes, type Decision, forces } from '@virtual-school/rules'
import * as z from 'zod'
import { kept } from './receipt.ts'
import { trace } from './trace.ts'
import { because, day, digest, version } from './words.ts'

const force = z.enum(forces).meta({ id: 'Force', description: 'How binding a text is; the strongest first.' })

const requirement = z
  .object({
    id: z.string(),
    status: z.enum(['met', 'unmet', 'unknown']),
    applies: z.enum(['yes', 'unknown']),
    force,
    title: z.string(),
    because,
  })
  .meta({ id: 'Requirement' })

const item = z
  .object({
    item: z.string(),
    verb: z.string().exactOptional().describe('Where the list is of parties: what the party does.'),
    status: z.enum(['applies', 'possible']),
    force,
    title: z.string(),
    because,
  })
  .meta({ id: 'Item' })

const deadline = z
  .object({
    action: z.string(),
    status: z.enum(['applies', 'possible']),
    date: day.nullable().describe('null where it cannot be known; “basis” says why.'),
    role: z.string(),
    basis: z.string(),
    because,
  })
  .meta({ id: 'Deadline' })

const missing = z
  .object({
    fact: z.string(),
    question: z.string(),
    state: z.enum(['not-asked', 'not-known']),
    for: z.enum(['answer', 'detail']),
    settles: z.boolean().describe('Whatever its value, the answer would then be determined.'),
  })
  .meta({ id: 'MissingFact', description: 'A fact worth asking for; the most telling first.' })

const reading = z
  .object({
    id: z.string(),
    taken: z.string(),
    alternative: z.string(),
    answerWouldBe: z.string().nullable(),
    changes: z.array(z.string()),
  })
  .meta({ id: 'Reading', description: 'An ambiguous wording that something here hangs on.' })

const cautionMeanings = Object.entries(cautionCodes).map(([code, meaning]) => `${code}: ${meaning}`)
const caution = z
  .object({
    code: z.enum(Object.keys(cautionCodes) as [keyof typeof cautionCodes]).describe(cautionMeanings.join(' ')),
    because,
  })
  .meta({ id: 'Caution' })

const decision = z
  .object({
    decision: z.string(),
    authority: z.string(),
    asOf: day,
    status: z.enum(['determined', 'undetermined']),
    answer: z.string().nullable().describe('null while it is undetermined.'),
    possibleAnswers: z.array(z.string()).describe('Every answer still possible, given what is not known.'),
    summary: z.string().describe('The answer in one sentence.'),
    requirements: z.array(requirement),
    lists: z.record(z.string(), z.array(item)),
    deadlines: z.array(deadline),
    missing: z.array(missing),
    readings: z.array(reading),
    cautions: z.array(caution),
    rules: z.object({ version, digest, layers: z.array(z.string()) }),
    trace: trace.nullable().describe('null where it was not asked for.'),
  })
  .meta({
    id: 'Decision',
    description: 'The answer, what it rests on, and what is not known. Equal requests give equal bytes.',
  }) satisfies z.ZodType<Decision>

export { decision }
export const decided = z.object({ ...kept, result: decision }).meta({
  id: 'Decided',
  description: 'A decision, and what proves that it was kept; without that where records are off.',
})

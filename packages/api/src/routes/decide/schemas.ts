import { bearings, cautionCodes, forces, itemTimes } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import * as z from 'zod'
import { type KnownNames, knownNamesOf } from '../../http/told-issues.ts'
import { because, daySchema, digestSchema, recordedMembers, scalar, versionSchema } from '../../openapi/schemas.ts'
import { trace } from './trace-schema.ts'

/** A request to decide. */
export const decisionRequest = z
  .strictObject({
    decision: z.string().describe('Which decision; GET /decisions lists them.'),
    authority: z
      .string()
      .optional()
      .describe('Whose rules; GET /authorities lists them. Left out: the national rules alone.'),
    asOf: daySchema.optional().describe('The day whose law applies. Left out: today in England.'),
    trace: z
      .enum(['full', 'none'])
      .optional()
      .describe('Whether every rule and condition is accounted for. Left out: full; in a batch none.'),
    facts: z
      .record(z.string(), scalar.nullable())
      .describe(
        'What is known, by the names that GET /facts lists. null: asked, and not known. Left out: not asked. Names, addresses, references and free text are refused.',
      ),
    rules: z
      .string()
      .optional()
      .describe('A version or digest of the rules to insist on; if others are held, nothing is decided (409).'),
    subjectRef: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,200}$/)
      .optional()
      .describe(
        'Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed.',
      ),
  })
  .meta({ id: 'DecisionRequest' })

const namesOf = new WeakMap<Rules, KnownNames>()

/** The names that issues with a request may repeat: its members, and the facts that these rules have. */
export const requestNames = (rules: Rules): KnownNames => {
  const names =
    namesOf.get(rules) ??
    knownNamesOf(
      decisionRequest.shape,
      rules.facts.map(({ name }) => name),
    )
  namesOf.set(rules, names)
  return names
}

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
    verb: z.string().exactOptional().describe('If the list is of parties: what the party does.'),
    when: z
      .enum(itemTimes)
      .exactOptional()
      .describe('Before the action goes ahead, at any time, or after it. Left out by rules of semantics 1.'),
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
    date: daySchema.nullable().describe('null if it cannot be known; “basis” says why.'),
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
    code: z
      .enum(Object.keys(cautionCodes) as [keyof typeof cautionCodes])
      .describe(`What to be careful of. Others may come. ${cautionMeanings.join(' ')}`)
      .meta({ isOpen: true }),
    because,
  })
  .meta({ id: 'Caution' })

const notWeighed = z
  .object({
    id: z.string(),
    title: z.string(),
    reason: z.string(),
    force,
    bears: z.enum(bearings),
    source: z.string(),
    locator: z.string(),
  })
  .meta({ id: 'NotWeighed', description: 'A text that bears on the question, of which no rule is made.' })

const decision = z
  .object({
    decision: z.string(),
    authority: z.string(),
    asOf: daySchema,
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
    notWeighed: z.array(notWeighed).exactOptional().describe('Left out by rules of semantics 1.'),
    rules: z.object({ version: versionSchema, digest: digestSchema, layers: z.array(z.string()) }),
    trace: trace.nullable().describe('null if it was not asked for.'),
  })
  .meta({
    id: 'Decision',
    description: 'The answer, what it rests on, and what is not known. Equal requests give equal bytes.',
  }) satisfies z.ZodType<Decision>

export { decision }
/** The answer to a request to decide. */
export const decidedSchema = z.object({ ...recordedMembers, result: decision }).meta({
  id: 'Decided',
  description: 'A decision, and what proves that it was kept; without that if records are off.',
})

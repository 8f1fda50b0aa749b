import { evidences, forces, type Trace, type TraceCondition } from '@virtual-school/rules'
import * as z from 'zod'
import { scalar, truth } from '../../openapi/schemas.ts'

const members = z.object({
  truth,
  get all() {
    return z.array(members).optional()
  },
  get any() {
    return z.array(members).optional()
  },
  get not() {
    return members.optional()
  },
  condition: z.string().optional().describe('A definition, which stands once under “definitions”.'),
  fact: z.string().optional(),
  operator: z.string().optional(),
  value: z.union([scalar, z.array(scalar), z.object({ fact: z.string() })]).optional(),
  reading: z.string().optional(),
  found: scalar.nullish().describe('The value that the fact had; null if it is unknown.'),
})
z.globalRegistry.add(members, { id: 'TraceCondition', description: 'A condition as it came out.' })
const condition = members as unknown as z.ZodType<TraceCondition>

const fact = z
  .object({
    value: scalar.nullable(),
    from: z.enum(['given', 'derived', 'not-asked', 'not-known']),
    derivation: z.array(z.object({ value: scalar, when: condition })).exactOptional(),
  })
  .meta({ id: 'TraceFact' })

/** What a rule cites. */
export const citationSchema = z
  .object({
    source: z.string(),
    locator: z.string().describe('Where in the source.'),
    evidence: z.enum(evidences),
    passage: z
      .object({ words: z.int(), sha256: z.string() })
      .optional()
      .describe('The fingerprint of the words that are cited.'),
    damaged: z.boolean().optional(),
  })
  .meta({ id: 'Citation' })

const rule = z
  .object({
    name: z.string(),
    title: z.string(),
    layer: z.string(),
    force: z.enum(forces),
    effective: z.object({
      from: z.string().nullable(),
      to: z.string().exactOptional(),
      clock: z.string().exactOptional(),
      inferred: z.boolean().exactOptional(),
    }),
    inForce: truth,
    truth,
    conditions: condition
      .exactOptional()
      .describe('Left out if the rule was not in force, so that they were not tried.'),
    exceptedBy: z.array(z.object({ rule: z.string(), truth })).exactOptional(),
    event: z.object({
      type: z.string(),
      params: z.record(z.string(), z.union([scalar, z.array(z.record(z.string(), scalar))])),
    }),
    citations: z.array(citationSchema),
  })
  .meta({ id: 'TraceRule' })

/** The trace of a decision. */
export const trace = z
  .object({
    facts: z.record(z.string(), fact),
    definitions: z.record(z.string(), z.object({ statement: z.string(), truth, conditions: condition })),
    requirements: z.record(z.string(), z.object({ truth, test: condition })),
    rules: z.array(rule),
    notWeighed: z.array(z.object({ id: z.string(), truth, conditions: condition.exactOptional() })).exactOptional(),
    sources: z.record(
      z.string(),
      z.object({ title: z.string(), publisher: z.string(), attribution: z.enum(['stated', 'inferred']) }),
    ),
  })
  .meta({
    id: 'Trace',
    description: 'The evaluation itself: every rule considered and every condition, with its truth.',
  }) satisfies z.ZodType<Trace>

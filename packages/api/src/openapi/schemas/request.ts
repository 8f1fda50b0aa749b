import * as z from 'zod'
import { day, scalar } from './words.ts'

export const decisionRequest = z
  .strictObject({
    decision: z.string().describe('Which decision; GET /decisions lists them.'),
    authority: z
      .string()
      .optional()
      .describe('Whose rules; GET /authorities lists them. Left out: the national rules alone.'),
    asOf: day.optional().describe('The day whose law applies. Left out: today in England.'),
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
      .describe('A version or digest of the rules to insist on; where others are held nothing is decided (409).'),
    subjectRef: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,200}$/)
      .optional()
      .describe(
        'Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed.',
      ),
  })
  .meta({ id: 'DecisionRequest' })

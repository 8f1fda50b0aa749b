import * as z from 'zod'
import { citation } from './citation.ts'
import { condition } from './condition.ts'
import { camelName, document, kebabName, object, text, words } from './shape.ts'

const boundedInteger = z.int().min(-1000).max(100_000)

/** A value that a fact may have, and the clause that says so: “the child is looked after”. */
const factValue = object({
  value: kebabName,
  statement: text.describe('A clause that is true when the fact has this value, as “the child is looked after”.'),
})

const derivation = object({
  from: condition.optional().describe('The fact is as true as this condition, which tests facts that are given.'),
  cases: z
    .array(object({ value: z.union([z.boolean(), z.string()]), when: condition }))
    .min(1)
    .optional()
    .describe(
      'The fact has the value of the case that holds; where none is known to, it stays unknown and may be asked.',
    ),
  citations: z.array(citation).default([]),
  note: text.optional(),
})

export const factKinds = ['boolean', 'integer', 'enum', 'date'] as const
export type FactKind = (typeof factKinds)[number]

export const fact = object({
  name: camelName,
  type: words(factKinds),
  label: text.describe('A noun phrase, as “the child’s care status”.'),
  question: text.describe('Plain English, asked of the person who knows.'),
  help: text.optional(),
  whenTrue: text.optional().describe('For a boolean: a clause that is true when it is true.'),
  whenFalse: text.optional().describe('For a boolean: a clause that is true when it is false.'),
  values: z.array(factValue).min(2).optional().describe('For an enum: every permitted value.'),
  min: boundedInteger.optional().describe('For an integer: the least permitted.'),
  max: boundedInteger.optional().describe('For an integer: the greatest permitted.'),
  relevantWhen: condition.optional().describe('When it makes sense to ask. Decides only what is asked, never truth.'),
  classification: words(['none', 'personal', 'special', 'criminal', 'identifier']).describe(
    'Data protection: what kind of data the value is about a child.',
  ),
  changeable: z
    .boolean()
    .describe('Whether it can truthfully be changed by acting: a meeting can be held, an age cannot.'),
  kept: z.boolean().default(true).describe('False for a fact that is only used to derive others and is never stored.'),
  derived: derivation.optional(),
})
export type Fact = z.infer<typeof fact>

/** Facts that cannot both be so; a request in which the condition holds is refused. */
const contradiction = object({
  id: kebabName,
  facts: z.array(camelName).min(2),
  never: condition,
  message: text.describe('What the reader should put right. Never a value.'),
})

export const factsDocument = document({ facts: z.array(fact), contradictions: z.array(contradiction).default([]) })
export type FactsDocument = z.infer<typeof factsDocument>

import * as z from 'zod'
import { citation } from './citation.ts'
import { condition } from './condition.ts'
import { camelName, dayOrMonth, document, kebabName, object, ruleName, text, words } from './shape.ts'

/** Strongest first. */
export const forces = [
  'law',
  'statutory-guidance',
  'regard-guidance',
  'non-statutory-guidance',
  'local-policy',
  'local-offer',
] as const
export type Force = (typeof forces)[number]

export const units = ['working-day', 'school-day', 'calendar-day', 'unspecified-day', 'week', 'month', 'term'] as const
export type Unit = (typeof units)[number]

export const ruleCautions = ['texts-differ', 'responsible-authority-not-stated'] as const

const effective = object({
  from: dayOrMonth
    .nullable()
    .describe('First day in force, or the month that holds it; null: enacted or published but never yet in force.'),
  to: dayOrMonth.optional().describe('Last day in force. Absent: still in force.'),
  clock: camelName
    .optional()
    .describe('The date fact that selects the law, where that is not the day of the decision.'),
  inferred: z.boolean().optional().describe('The source gives no date; this one is that of the latest thing it cites.'),
})

const params = object({
  answer: kebabName.optional(),
  requirement: kebabName.optional(),
  list: kebabName.optional(),
  item: kebabName.optional(),
  verb: kebabName.optional(),
  action: kebabName.optional(),
  role: kebabName.optional(),
  count: z.int().min(0).max(1000).optional(),
  unit: words(units).optional(),
  direction: words(['after', 'before']).optional(),
  of: camelName.optional().describe('The date fact from which a deadline is counted.'),
  reading: kebabName.optional(),
})

export const eventTypes = ['conclude', 'require', 'include', 'deadline', 'none'] as const
const event = object({ type: words(eventTypes), params: params.default({}) })

export const rule = object({
  name: ruleName,
  title: text.describe('One plain sentence: what the rule says.'),
  decision: kebabName,
  force: words(forces),
  effective,
  exceptionTo: z.array(ruleName).default([]).describe('Rules that do not hold while this one does.'),
  conditions: condition,
  event,
  citations: z.array(citation).min(1),
  cautions: z.array(words(ruleCautions)).default([]),
  note: text.optional().describe('Why it is read this way, where that is a judgement.'),
})
export type RuleDocument = z.infer<typeof rule>

export const rulebookDocument = document({ rules: z.array(rule) })

const definition = object({
  name: kebabName,
  statement: text.describe('A clause that is true when it holds: “the child is looked after”.'),
  otherwise: text.describe('A clause that is true when it does not hold: “the child is not looked after”.'),
  conditions: condition,
  citations: z.array(citation).default([]),
  note: text.optional(),
})
export type Definition = z.infer<typeof definition>
export const definitionsDocument = document({ definitions: z.array(definition) })

const alternative = object({
  text: text.describe('What else the words could mean.'),
  condition: condition.optional().describe('Stands in the place of the leaf that names the reading.'),
  deadline: object({ count: z.int().min(0).max(1000).optional(), unit: words(units).optional() }).optional(),
})
const reading = object({
  id: kebabName,
  title: text,
  taken: text.describe('What the words were taken to mean.'),
  alternatives: z.array(alternative).min(1),
  citations: z.array(citation).default([]),
  note: text.optional(),
})
export type Reading = z.infer<typeof reading>
export const readingsDocument = document({ readings: z.array(reading) })

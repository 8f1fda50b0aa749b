import * as z from 'zod/mini'
import { citation } from './citation.ts'
import { condition } from './condition.ts'
import {
  camelName,
  dayOrMonth,
  described,
  document,
  kebabName,
  listOrNone,
  object,
  optional,
  ruleName,
  text,
  words,
} from './shape.ts'

/** Strongest first. */
export const forces = [
  'law',
  'statutory-guidance',
  'regard-guidance',
  'non-statutory-guidance',
  'local-policy',
  'local-offer',
] as const
/** How binding a text is; a member of `forces`. */
export type Force = (typeof forces)[number]

/** What a deadline can be counted in. */
export const units = ['working-day', 'school-day', 'calendar-day', 'unspecified-day', 'week', 'month', 'term'] as const
/** A member of `units`. */
export type DeadlineUnit = (typeof units)[number]

/** The cautions that an author can give a rule. */
export const ruleCautions = ['texts-differ', 'responsible-authority-not-stated'] as const

const effective = object({
  from: described(
    z.nullable(dayOrMonth),
    'First day in force, or the month that holds it; null: enacted or published but never yet in force.',
  ),
  to: optional(dayOrMonth, 'Last day in force. Absent: still in force.'),
  clock: optional(camelName, 'The date fact that selects the law, if that is not the day of the decision.'),
  inferred: optional(z.boolean(), 'The source gives no date; this one is that of the latest thing it cites.'),
})

const count = z.int().check(z.minimum(0), z.maximum(1000))

const params = object({
  answer: optional(kebabName),
  requirement: optional(kebabName),
  list: optional(kebabName),
  item: optional(kebabName),
  verb: optional(kebabName),
  action: optional(kebabName),
  role: optional(kebabName),
  count: optional(count),
  unit: optional(words(units)),
  direction: optional(words(['after', 'before'])),
  of: optional(camelName, 'The date fact from which a deadline is counted.'),
  reading: optional(kebabName),
})

/** What a rule can do when it holds. */
export const ruleEventTypes = ['conclude', 'require', 'include', 'deadline', 'none'] as const
/** A member of `eventTypes`. */
export type RuleEventType = (typeof ruleEventTypes)[number]
const event = object({ type: words(ruleEventTypes), params: z._default(params, {}) })

/** One edition of a rule. */
export const rule = object({
  name: ruleName,
  title: described(text, 'One plain sentence: what the rule says.'),
  decision: kebabName,
  force: words(forces),
  effective,
  exceptionTo: described(listOrNone(ruleName), 'Rules that do not hold while this one does.'),
  conditions: condition,
  event,
  citations: z.array(citation).check(z.minLength(1)),
  cautions: listOrNone(words(ruleCautions)),
  note: optional(text, 'Why it is read this way, if that is a judgement.'),
})
/** See `rule`. */
export type RuleDocument = z.infer<typeof rule>

/** A file of rules. */
export const rulebookDocument = document({ rules: z.array(rule) })

const definition = object({
  name: kebabName,
  statement: described(text, 'A clause that is true when it holds: “the child is looked after”.'),
  otherwise: described(text, 'A clause that is true when it does not hold: “the child is not looked after”.'),
  conditions: condition,
  citations: listOrNone(citation),
  note: optional(text),
})
/** A condition with a name. */
export type Definition = z.infer<typeof definition>
/** `definitions.json`. */
export const definitionsDocument = document({ definitions: z.array(definition) })

const alternative = object({
  text: described(text, 'What else the words could mean.'),
  condition: optional(condition, 'Stands in the place of the leaf that names the reading.'),
  deadline: optional(object({ count: optional(count), unit: optional(words(units)) })),
})
const reading = object({
  id: kebabName,
  title: text,
  taken: described(text, 'What the words were taken to mean.'),
  alternatives: z.array(alternative).check(z.minLength(1)),
  citations: listOrNone(citation),
  note: optional(text),
})
/** An ambiguous wording: what it was taken to mean, and what else it could mean. */
export type Reading = z.infer<typeof reading>
/** `readings.json`. */
export const readingsDocument = document({ readings: z.array(reading) })

import * as z from 'zod/mini'
import { type Citation, citation, citationUnderHead, evidences } from './citation.ts'
import { type Condition, condition } from './condition.ts'
import {
  camelName,
  dayOrMonth,
  described,
  document,
  inContext,
  kebabName,
  listOrNone,
  naming,
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
  clock: optional(
    naming('dateFact', camelName),
    'The date fact that selects the law, if that is not the day of the decision.',
  ),
  inferred: optional(z.boolean(), 'The source gives no date; this one is that of the latest thing it cites.'),
})

const count = z.int().check(z.minimum(0), z.maximum(1000))

/** When an item has its part: before the action goes ahead, at any time, or afterwards. */
export const itemTimes = ['before', 'always', 'after'] as const
/** A member of `itemTimes`. */
export type ItemTime = (typeof itemTimes)[number]

const outcomeMembers = {
  answer: optional(kebabName, 'The answer that it concludes.'),
  requirement: optional(kebabName, 'What it requires.'),
  list: optional(kebabName, 'The list that it adds to.'),
  item: optional(kebabName, 'What it adds to the list.'),
  verb: optional(kebabName, 'What the party does.'),
  when: optional(
    words(itemTimes),
    'before: it must have happened before the action goes ahead · always: a standing part, as if nothing is said here · after: it comes later.',
  ),
  action: optional(naming('deadline', kebabName), 'What is due.'),
  role: optional(naming('party', kebabName), 'Who must see to it.'),
  count: optional(count),
  unit: optional(words(units)),
  direction: optional(words(['after', 'before'])),
  of: optional(naming('dateFact', camelName), 'The date fact from which a deadline is counted.'),
  reading: optional(naming('reading', kebabName)),
}

/** What a rule can do when it holds. */
export const ruleEventTypes = ['conclude', 'require', 'include', 'deadline', 'none'] as const
/** A member of `ruleEventTypes`. */
export type RuleEventType = (typeof ruleEventTypes)[number]

/** One of several things that a rule does, and for which of its questions. */
const ruleOutcome = inContext(
  'ruleOutcome',
  object({
    type: words(['conclude', 'require', 'include', 'deadline']),
    decisions: optional(
      z.array(naming('decision', kebabName)).check(z.minLength(1)),
      'The questions of the rule that it is for. Absent: every one that has such an answer, requirement or list.',
    ),
    ...outcomeMembers,
  }),
)
/** See `ruleOutcome`. */
export type RuleOutcome = z.infer<typeof ruleOutcome>

const params = inContext(
  'params',
  object({
    ...outcomeMembers,
    outcomes: optional(
      z.array(ruleOutcome).check(z.minLength(1)),
      'Of the event “outcomes”: what follows, one by one.',
    ),
  }),
)
const event = inContext(
  'event',
  object({ type: words([...ruleEventTypes, 'outcomes']), params: z._default(params, {}) }),
)

const decisions = optional(
  z.array(naming('decision', kebabName)).check(z.minLength(1)),
  'The questions that it bears on, if several.',
)

/** What a rule may leave to the head of its file. */
const shared = {
  decision: optional(naming('decision', kebabName), 'The question that it bears on.'),
  decisions,
  force: optional(naming('force', words(forces))),
  effective: optional(effective),
}

/** One edition of a rule as it stands in its file. */
const ruleUnderHead = inContext(
  'rule',
  object({
    name: inContext('newRule', ruleName),
    title: described(text, 'One plain sentence: what the rule says.'),
    ...shared,
    exceptionTo: described(listOrNone(naming('rule', ruleName)), 'Rules that do not hold while this one does.'),
    conditions: optional(condition),
    event,
    citations: z.array(citationUnderHead).check(z.minLength(1)),
    cautions: listOrNone(words(ruleCautions)),
    note: optional(text, 'Why it is read this way, if that is a judgement.'),
  }),
)
/** See `ruleUnderHead`. */
export type RuleUnderHead = z.infer<typeof ruleUnderHead>

/** A file of rules. What its rules share may stand once, at its head. */
export const rulebookDocument = inContext(
  'rulebook',
  document({
    source: optional(naming('source', kebabName), 'The source of each citation that names none.'),
    evidence: optional(naming('evidence', words(evidences)), 'The evidence of each citation that gives none.'),
    ...shared,
    conditions: optional(condition, 'Holds for every rule of the file, beside its own.'),
    rules: z.array(ruleUnderHead),
  }),
)
/** What may stand at the head of a file of rules. */
export type RulebookHead = Omit<z.infer<typeof rulebookDocument>, 'rules' | '$schema'>

/** One edition of a rule with all that it says, the head of its file written into it. */
export interface RuleDocument extends Omit<RuleUnderHead, 'force' | 'effective' | 'conditions' | 'citations'> {
  readonly force: Force
  readonly effective: z.infer<typeof effective>
  readonly conditions: Condition
  readonly citations: readonly Citation[]
}

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

const alternative = inContext(
  'alternative',
  object({
    text: described(text, 'What else the words could mean.'),
    condition: optional(condition, 'Stands in the place of the leaf that names the reading.'),
    deadline: optional(object({ count: optional(count), unit: optional(words(units)) })),
  }),
)
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

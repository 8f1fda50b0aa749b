import { type Condition, documentKinds, forces, itemTimes, operatorNames } from '@virtual-school/rules'
import * as z from 'zod'
import { daySchema, digestSchema, scalar, versionSchema } from '../../openapi/schemas.ts'
import { citationSchema } from '../decide/trace-schema.ts'

const members = z.object({
  get all() {
    return z.array(members).optional()
  },
  get any() {
    return z.array(members).optional()
  },
  get not() {
    return members.optional()
  },
  condition: z.string().optional().describe('The definition of this name holds.'),
  fact: z.string().optional(),
  operator: z.enum(operatorNames).optional(),
  value: z.union([scalar, z.array(scalar), z.object({ fact: z.string() })]).optional(),
  reading: z.string().optional().describe('The reading that this test rests on.'),
})
z.globalRegistry.add(members, {
  id: 'Condition',
  description:
    'A condition in json-rules-engine’s own notation. It has exactly one of all, any, not, condition and fact; beside fact stand operator and value.',
})

/** A condition. */
const conditionSchema = members as unknown as z.ZodType<Condition>

// What an author may write, as the library has it. Only conditions are described again here, so that they have a name.
const author = {
  fact: documentKinds.facts.shape.facts.def.element.shape,
  decision: documentKinds.decisions.shape.decisions.def.element.shape,
  rule: documentKinds.rulebook.shape.rules.def.element.shape,
  definition: documentKinds.definitions.shape.definitions.def.element.shape,
}

const withRulesVersion = <S extends z.core.$ZodLooseShape>(part: S) =>
  z.object({ version: versionSchema, digest: digestSchema, ...part })

const fact = z
  .object({
    ...author.fact,
    relevantWhen: conditionSchema.optional(),
    derived: z
      .object({
        ...author.fact.derived.def.innerType.shape,
        from: conditionSchema.optional(),
        cases: z.array(z.object({ value: z.union([z.boolean(), z.string()]), when: conditionSchema })).optional(),
        citations: z.array(citationSchema),
      })
      .optional(),
  })
  .meta({ id: 'Fact' })

const decision = z
  .object({
    ...author.decision,
    requirements: z.array(
      z.object({ ...author.decision.requirements.def.innerType.def.element.shape, test: conditionSchema }),
    ),
  })
  .meta({ id: 'DecisionDefinition' })

const source = z.object(documentKinds.sources.shape.sources.def.element.shape).meta({ id: 'Source' })

const event = z
  .object({
    type: z.enum(['conclude', 'require', 'include', 'deadline', 'none', 'outcomes']),
    answer: z.string().optional(),
    requirement: z.string().optional(),
    list: z.string().optional(),
    item: z.string().optional(),
    verb: z.string().optional(),
    when: z.enum(itemTimes).optional(),
    action: z.string().optional(),
    role: z.string().optional(),
    count: z.int().optional(),
    unit: z.string().optional(),
    direction: z.enum(['after', 'before']).optional(),
    of: z.string().optional(),
    reading: z.string().optional(),
    outcomes: z
      .array(z.looseObject({ type: z.string(), decisions: z.array(z.string()).optional() }))
      .optional()
      .describe('Of the event “outcomes”: what follows, one by one, and for which questions if not for all.'),
  })
  .meta({ id: 'RuleEvent', description: 'What follows if the rule holds.' })

const { name, title, decision: question, decisions, exceptionTo, cautions, note } = author.rule
const force = z.enum(forces)
const effective = author.rule.effective.def.innerType
const layer = z.string().describe('The authority whose rule it is.')

const ruleSummary = z
  .object({ name, title, decision: question, decisions, layer, force, effective, event })
  .meta({ id: 'RuleSummary' })

const edition = z
  .object({
    ...{
      name,
      title,
      decision: question,
      decisions,
      force,
      effective,
      exceptionTo,
      conditions: conditionSchema,
      event,
    },
    citations: z.array(citationSchema.extend({ source })),
    ...{ cautions, note, layer },
    file: z.string().describe('Where it stands in the directory of rules.'),
    pointer: z.string(),
    firstDay: daySchema.nullable().describe('null: never in force.'),
    lastDay: daySchema.nullable().describe('null: still in force.'),
    exceptedBy: z.array(z.string()),
  })
  .meta({ id: 'RuleEdition' })

const changed = z
  .object({
    firstDay: daySchema.nullable(),
    lastDay: daySchema.nullable(),
    inWords: z.string(),
    changes: z.array(z.object({ member: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'RuleChange' })

const definition = z
  .object({ ...author.definition, conditions: conditionSchema, citations: z.array(citationSchema) })
  .meta({ id: 'Definition' })

/** GET /decisions. */
export const decisionsList = withRulesVersion({ decisions: z.array(decision) })
/** GET /decisions/{id}. */
export const decisionPage = withRulesVersion({
  decision,
  authority: z.string().nullable().describe('Whose rules were asked for; null: any.'),
  factsSchema: z
    .record(z.string(), z.unknown())
    .describe('A JSON Schema of the facts that those rules read: what may stand under “facts” and matters.'),
})
/** GET /facts. */
export const factsList = withRulesVersion({ facts: z.array(fact) })
/** GET /authorities. */
export const authoritiesList = withRulesVersion({
  authorities: z.array(z.object({ id: z.string(), name: z.string() })),
})
/** GET /rules. */
export const rulesList = withRulesVersion({ rules: z.array(ruleSummary) })
/** GET /rules/{name}. */
export const rulePage = withRulesVersion({
  name: z.string(),
  layer,
  holdsFor: z.array(z.string()).describe('The authorities whose answers it bears on.'),
  exceptions: z
    .array(z.object({ name: z.string(), title: z.string(), layer }))
    .describe('The rules that make an exception to it: if one of these holds, it does not.'),
  history: z.array(changed).describe('Its editions in their order, and what each changed in the one before.'),
  editions: z.array(edition),
  definitions: z.array(definition).describe('Every definition that its conditions lead to.'),
})
/** GET /sources. */
export const sourcesList = withRulesVersion({ sources: z.array(source) })

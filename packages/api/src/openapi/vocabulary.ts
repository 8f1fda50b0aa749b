import type { DecisionDefinition } from '@virtual-school/rules'
import {
  type JsonSchema,
  type Rules,
  sendableFacts,
  vocabularyFactsSchema,
  wordSchema,
  wordsSchema,
} from '@virtual-school/rules/internal'
import { toPascalCase } from './operation.ts'

const refer = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

const nothing: JsonSchema = { type: 'null' }

/** What stands in a schema of the code for every question: it is replaced for each by what the rules know. */
type Members = Readonly<Record<string, JsonSchema>>

/** The schemas of the code, by their names. */
export type Schemas = Readonly<Record<string, JsonSchema>>

const propertiesOf = (schema: JsonSchema): Members => schema.properties as Members

/** A schema with some of its members said more closely. */
const narrowed = (schema: JsonSchema, members: Members, more: JsonSchema = {}): JsonSchema => ({
  ...schema,
  ...more,
  properties: { ...propertiesOf(schema), ...members },
})

/**
 * The schemas whose words the rules give, made of those of the code: requests and decisions by their question, and the facts.
 * A word that the rules do not have is no value of them. What only the day decides is no fact that can be sent.
 */
export const vocabularySchemas = (rules: Rules, held: Schemas): Schemas => {
  const questions = rules.decisions
  // In the place of these, each list and question has its own.
  const { Item: _, Requirement: requirement, ...others } = held
  const isRequirementUsed = questions.some(one => one.requirements.length === 0)
  return {
    ...others,
    ...(isRequirementUsed && { Requirement: requirement }),
    Facts: vocabularyFactsSchema(rules.facts),
    Authority: wordsSchema(rules.authorities.map(({ id, name }) => ({ id, said: name }))),
    FactName: { enum: sendableFacts(rules.facts).map(({ name }) => name) },
    DeadlineAction: wordsSchema([...rules.rulebook.deadlines.values()].map(({ id, title }) => ({ id, said: title }))),
    MissingFact: narrowed(held.MissingFact!, { fact: refer('FactName') }),
    Deadline: narrowed(held.Deadline!, { action: refer('DeadlineAction') }),
    ...listSchemas(rules, held),
    ...Object.assign({}, ...questions.map(one => questionSchemas(one, held))),
    DecisionRequest: byQuestion(questions, 'Request', held.DecisionRequest!),
    Decision: byQuestion(questions, 'Decision', held.Decision!),
  }
}

const byQuestion = (
  questions: readonly DecisionDefinition[],
  suffix: string,
  { description }: JsonSchema,
): JsonSchema => ({
  ...(description !== undefined && { description }),
  oneOf: questions.map(({ id }) => refer(`${toPascalCase(id)}${suffix}`)),
  discriminator: {
    propertyName: 'decision',
    mapping: Object.fromEntries(questions.map(({ id }) => [id, `#/components/schemas/${toPascalCase(id)}${suffix}`])),
  },
})

/** An item of each list; of parties with what they do. */
const listSchemas = ({ rulebook }: Rules, held: Schemas): Schemas =>
  Object.fromEntries(
    [...rulebook.lists.values()].map(({ id, title, items, verbs }) => {
      const item = wordsSchema(items.map(one => ({ id: one.id, said: one.title })))
      const { verb: _, ...others } = propertiesOf(held.Item!)
      const members =
        verbs.length === 0
          ? { ...others, item }
          : {
              ...propertiesOf(held.Item!),
              item,
              verb: wordsSchema(verbs.map(one => ({ id: one.id, said: one.title }))),
            }
      return [`${toPascalCase(id)}Item`, { ...held.Item, description: title, properties: members }]
    }),
  )

const questionSchemas = (
  { id, question, answers, requirements, lists }: DecisionDefinition,
  held: Schemas,
): Schemas => {
  const name = toPascalCase(id)
  const decision = wordSchema({ id, said: question })
  const listed = lists.map(list => [list, { type: 'array', items: refer(`${toPascalCase(list)}Item`) }] as const)
  const answer = refer(`${name}Answer`)
  const words = requirements.map(one => ({ id: one.id, said: one.title }))
  return {
    [`${name}Answer`]: wordsSchema(answers.map(one => ({ id: one.id, said: one.summary }))),
    ...(words.length > 0 && { [`${name}Requirement`]: narrowed(held.Requirement!, { id: wordsSchema(words) }) }),
    [`${name}Request`]: narrowed(
      held.DecisionRequest!,
      { decision, authority: refer('Authority'), facts: refer('Facts') },
      { title: question },
    ),
    [`${name}Decision`]: narrowed(
      held.Decision!,
      {
        decision,
        answer: { oneOf: [answer, nothing], description: 'null while it is undetermined.' },
        possibleAnswers: { type: 'array', items: answer },
        requirements:
          words.length > 0
            ? { type: 'array', items: refer(`${name}Requirement`) }
            : { type: 'array', maxItems: 0, items: refer('Requirement') },
        lists: { type: 'object', required: lists, properties: Object.fromEntries(listed) },
      },
      { title: question },
    ),
  }
}

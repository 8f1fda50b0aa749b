import type { DecisionDefinition, VocabularyFact } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

interface Word {
  readonly id: string
  readonly said: string
}

const refer = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** `not-for-behaviour` → `not for behaviour`. */
const spaced = (id: string): string => id.replaceAll('-', ' ')

/** `reduced-timetable` → `ReducedTimetable`. */
const pascalCase = (id: string): string => id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

const constant = ({ id, said }: Word): JsonSchema => ({ const: id, title: spaced(id), description: said })

/** One of these words, each with its meaning. */
const oneOf = (words: readonly Word[], ...others: readonly JsonSchema[]): JsonSchema => ({
  oneOf: [...words.map(constant), ...others],
})

const nothing: JsonSchema = { type: 'null' }

/** The value of a fact; null: asked, and not known. */
const valueSchema = ({ type, min, max, values = [] }: VocabularyFact): JsonSchema => {
  switch (type) {
    case 'boolean':
      return { type: ['boolean', 'null'] }
    case 'integer':
      return { type: ['integer', 'null'], minimum: min, maximum: max }
    case 'date':
      return { type: ['string', 'null'], format: 'date' }
    case 'enum':
      return oneOf(
        values.map(({ value, statement }) => ({ id: value, said: statement })),
        nothing,
      )
  }
}

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
  return {
    ...held,
    Facts: factsSchema(rules),
    Authority: oneOf(rules.authorities.map(({ id, name }) => ({ id, said: name }))),
    FactName: { enum: rules.facts.filter(({ given }) => given === undefined).map(({ name }) => name) },
    DeadlineAction: oneOf([...rules.rulebook.deadlines.values()].map(({ id, title }) => ({ id, said: title }))),
    MissingFact: narrowed(held.MissingFact!, { fact: refer('FactName') }),
    Deadline: narrowed(held.Deadline!, { action: refer('DeadlineAction') }),
    ...listSchemas(rules, held),
    ...Object.assign({}, ...questions.map(one => questionSchemas(one, held))),
    DecisionRequest: byQuestion(questions, 'Request', held.DecisionRequest!),
    Decision: byQuestion(questions, 'Decision', held.Decision!),
  }
}

const factsSchema = ({ facts }: Rules): JsonSchema => ({
  type: 'object',
  description:
    'What is known of the child. null: asked, and not known. Left out: not asked. Names, addresses, references and free text are refused. Whatever is known may stand here, whichever question is asked: GET /decisions/{id} says which facts matter to it.',
  properties: Object.fromEntries(
    facts
      .filter(({ given }) => given === undefined)
      .map(fact => [
        fact.name,
        { title: fact.question, ...(fact.help && { description: fact.help }), ...valueSchema(fact) },
      ]),
  ),
  additionalProperties: false,
})

const byQuestion = (
  questions: readonly DecisionDefinition[],
  suffix: string,
  { description }: JsonSchema,
): JsonSchema => ({
  ...(description !== undefined && { description }),
  oneOf: questions.map(({ id }) => refer(`${pascalCase(id)}${suffix}`)),
  discriminator: {
    propertyName: 'decision',
    mapping: Object.fromEntries(questions.map(({ id }) => [id, `#/components/schemas/${pascalCase(id)}${suffix}`])),
  },
})

/** An item of each list; of parties with what they do. */
const listSchemas = ({ rulebook }: Rules, held: Schemas): Schemas =>
  Object.fromEntries(
    [...rulebook.lists.values()].map(({ id, title, items, verbs }) => {
      const item = oneOf(items.map(one => ({ id: one.id, said: one.title })))
      const { verb: _, ...others } = propertiesOf(held.Item!)
      const members =
        verbs.length === 0
          ? { ...others, item }
          : { ...propertiesOf(held.Item!), item, verb: oneOf(verbs.map(one => ({ id: one.id, said: one.title }))) }
      return [`${pascalCase(id)}Item`, { ...held.Item, description: title, properties: members }]
    }),
  )

const questionSchemas = (
  { id, question, answers, requirements, lists }: DecisionDefinition,
  held: Schemas,
): Schemas => {
  const name = pascalCase(id)
  const decision = { const: id, title: spaced(id), description: question }
  const listed = lists.map(list => [list, { type: 'array', items: refer(`${pascalCase(list)}Item`) }] as const)
  const answer = refer(`${name}Answer`)
  const words = requirements.map(one => ({ id: one.id, said: one.title }))
  return {
    [`${name}Answer`]: oneOf(answers.map(one => ({ id: one.id, said: one.summary }))),
    ...(words.length > 0 && { [`${name}Requirement`]: narrowed(held.Requirement!, { id: oneOf(words) }) }),
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

import {
  factValueSchema,
  type JsonSchema,
  type Rules,
  sendableFacts,
  vocabularyFactsSchema,
  wordsSchema,
} from '@virtual-school/rules/internal'
import type { McpParts } from './tool.ts'

type Schemas = Readonly<Record<string, JsonSchema>>

/** An object with these members and no others. */
export const objectOf = (properties: Schemas, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** The facts without their questions and meanings, which stand in the schema of `decide`. */
const briefFacts = ({ facts }: Rules): JsonSchema => ({
  type: 'object',
  description: 'What is known of the child, as in the tool “decide”, which has the meaning of each fact.',
  properties: Object.fromEntries(sendableFacts(facts).map(fact => [fact.name, factValueSchema(fact)])),
  additionalProperties: false,
})

const factsDescription =
  'What is known of the child. null: asked, and not known. Left out: not asked. Put in only what somebody said who knows it; never guess. Names, addresses, references and free text are refused.'

/** The members of a request for a decision. `isBrief`: the facts without their meanings. */
export const requestProperties = ({ rules, members = {} }: McpParts, isBrief: boolean): Schemas => ({
  decision: {
    description: 'The question.',
    ...wordsSchema(rules.decisions.map(({ id, question }) => ({ id, said: question }))),
  },
  authority: {
    description: 'The council whose rules apply. Left out: national rules alone.',
    ...wordsSchema(rules.authorities.map(({ id, name }) => ({ id, said: name }))),
  },
  asOf: { type: 'string', format: 'date', description: 'The day whose law applies. Left out: today in England.' },
  facts: isBrief ? briefFacts(rules) : { ...vocabularyFactsSchema(rules.facts), description: factsDescription },
  ...members,
})

const text: JsonSchema = { type: 'string' }
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
/** Objects, whatever they hold. */
export const things: JsonSchema = listOf({ type: 'object' })
const orNull = (words: readonly string[]): JsonSchema => ({ enum: [...words, null] })

/** The version and digest of the rules that answered. */
export const rulesOfAnswer: JsonSchema = {
  type: 'object',
  properties: { version: text, digest: text },
  required: ['version', 'digest'],
}

/** A question that is still open. */
export const missingFact: JsonSchema = {
  type: 'object',
  properties: {
    fact: text,
    question: text,
    state: { enum: ['not-asked', 'not-known'] },
    for: { enum: ['answer', 'detail'] },
    settles: { type: 'boolean' },
  },
  required: ['fact', 'question', 'state', 'for', 'settles'],
}

/** What says which question was answered, for whom and by which day’s law. */
export const answered = ({ decisions, authorities }: Rules): Schemas => ({
  decision: { enum: decisions.map(({ id }) => id) },
  authority: { enum: authorities.map(({ id }) => id) },
  asOf: text,
  status: { enum: ['determined', 'undetermined'] },
})

/** The ids of all answers, each once. */
export const idsOfAnswers = ({ decisions }: Rules): readonly string[] => [
  ...new Set(decisions.flatMap(({ answers }) => answers.map(({ id }) => id))),
]

/** A decision, as `decide` of the command and `POST /decide` give it. */
export const decisionSchema = (rules: Rules): JsonSchema => {
  const ids = idsOfAnswers(rules)
  const properties: Schemas = {
    ...answered(rules),
    answer: { ...orNull(ids), description: 'null while it is undetermined: then there is no answer.' },
    possibleAnswers: {
      ...listOf({ enum: ids }),
      description: 'What is not ruled out. Of several, none is the answer.',
    },
    summary: text,
    requirements: things,
    lists: { type: 'object', additionalProperties: things },
    deadlines: things,
    missing: listOf(missingFact),
    readings: things,
    cautions: things,
    notWeighed: things,
    rules: rulesOfAnswer,
    trace: { type: ['object', 'null'] },
  }
  return { type: 'object', properties, required: Object.keys(properties).filter(name => name !== 'notWeighed') }
}

/** Members beside a decision, if it was kept. */
export const keptProperties: Schemas = {
  id: { ...text, description: 'The id of the record.' },
  recordedAt: text,
  receipt: { type: 'object', description: 'Proves that the decision was recorded.' },
}

const issue: JsonSchema = {
  type: 'object',
  properties: { code: text, pointer: text, message: text, suggestion: text },
  required: ['code', 'pointer', 'message'],
}

/** The output of a tool: what it answers, or why it refuses. */
export const outputOf = (properties: Schemas, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: { ...properties, issues: listOf(issue) },
  anyOf: [{ required }, { required: ['issues'] }],
})

import type { VocabularyFact } from '../compile/rulebook.ts'
import type { JsonSchema } from '../language/json-schema.ts'

/** A word of the rules, and what it says. */
export interface SaidWord {
  readonly id: string
  readonly said: string
}

/** `not-for-behaviour` → `not for behaviour`. */
const spaced = (id: string): string => id.replaceAll('-', ' ')

/** The schema of one word, with its meaning. */
export const wordSchema = ({ id, said }: SaidWord): JsonSchema => ({ const: id, title: spaced(id), description: said })

/** The schema of one of these words, each with its meaning; of any word, if there are none. */
export const wordsSchema = (words: readonly SaidWord[], ...others: readonly JsonSchema[]): JsonSchema =>
  words.length === 0 ? { type: 'string' } : { oneOf: [...words.map(wordSchema), ...others] }

/** The facts that a request may hold: all but those that only the day decides. */
export const sendableFacts = (facts: readonly VocabularyFact[]): readonly VocabularyFact[] =>
  facts.filter(({ given }) => given === undefined)

/** The schema of a fact’s value, without what its words mean. Null is a value of every fact: asked, and not known. */
export const factValueSchema = ({ type, min, max, values = [] }: VocabularyFact): JsonSchema => {
  switch (type) {
    case 'boolean':
      return { type: ['boolean', 'null'] }
    case 'integer':
      return { type: ['integer', 'null'], minimum: min, maximum: max }
    case 'enum':
      return { enum: [...values.map(({ value }) => value), null] }
    case 'date':
      return { type: ['string', 'null'], format: 'date' }
  }
}

const saidValueSchema = (fact: VocabularyFact): JsonSchema =>
  fact.type === 'enum'
    ? wordsSchema(
        fact.values!.map(({ value, statement }) => ({ id: value, said: statement })),
        { type: 'null' },
      )
    : factValueSchema(fact)

/** Builds the schema of the facts of a request, each with its question and the meaning of its words. */
export const vocabularyFactsSchema = (facts: readonly VocabularyFact[]): JsonSchema => ({
  type: 'object',
  description:
    'What is known of the child. null: asked, and not known. Left out: not asked. Names, addresses, references and free text are refused. Whatever is known may stand here, whichever question is asked: GET /decisions/{id} says which facts matter to it.',
  properties: Object.fromEntries(
    sendableFacts(facts).map(fact => [
      fact.name,
      { title: fact.question, ...(fact.help && { description: fact.help }), ...saidValueSchema(fact) },
    ]),
  ),
  additionalProperties: false,
})

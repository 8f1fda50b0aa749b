import type { VocabularyFact } from '@virtual-school/rules'

type JsonSchema = Readonly<Record<string, unknown>>

/** Null is a value of every fact: asked, and not known. */
const valueSchema = (fact: VocabularyFact): JsonSchema => {
  switch (fact.type) {
    case 'boolean':
      return { type: ['boolean', 'null'] }
    case 'integer':
      return { type: ['integer', 'null'], minimum: fact.min, maximum: fact.max }
    case 'enum':
      return { enum: [...(fact.values ?? []).map(({ value }) => value), null] }
    case 'date':
      return { type: ['string', 'null'], format: 'date' }
  }
}

/** The JSON Schema of a request’s `facts`: those that matter in full; the rest of the vocabulary may stand there too. */
export const factsSchema = (matter: readonly VocabularyFact[], vocabulary: readonly VocabularyFact[]): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: Object.fromEntries(
    matter.map(fact => [
      fact.name,
      { title: fact.label, description: [fact.question, fact.help].filter(Boolean).join(' '), ...valueSchema(fact) },
    ]),
  ),
  propertyNames: { enum: vocabulary.map(({ name }) => name) },
})

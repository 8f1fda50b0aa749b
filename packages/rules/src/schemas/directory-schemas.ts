import type { Rulebook } from '../compile/rulebook.ts'
import type { DocumentKind } from '../language/documents.ts'
import { type JsonSchema, jsonSchemas, type Marking } from '../language/json-schema.ts'
import { contextsOf, rulesByQuestion } from './contexts.ts'
import { type Parts, part, partsOf } from './parts.ts'

/**
 * The JSON Schema of every kind of file in a directory of rules, with the words of that directory: an editor offers the facts,
 * questions, answers, sources and whatever else has a name, shows what each means, and marks a name that is not there. What
 * `virtual-school check` accepts fits them; what needs several files at once, such as two editions on one day, it alone can say.
 */
export const directorySchemas = (rulebook: Rulebook): Readonly<Record<DocumentKind, JsonSchema>> => {
  const contexts = contextsOf(rulebook)
  const parts: Parts = { ...partsOf(rulebook), ...rulesByQuestion(rulebook) }
  const marking: Marking = (node, { names, context }) => {
    const { type: _, pattern: __, enum: ___, ...rest } = node
    if (names !== undefined) return { ...rest, ...part(`${names}Name`) }
    const also = contexts[context!]
    if (context === 'condition') return { ...withoutWordsOfTests(node), allOf: also }
    if (context === 'codeFacts' || context === 'givenFacts') return { ...rest, type: 'object', ...also[0] }
    return { ...node, allOf: also }
  }
  const made = Object.entries(jsonSchemas(marking)).map(([kind, schema]) => [kind, withParts(schema, parts)])
  return Object.fromEntries(made) as Record<DocumentKind, JsonSchema>
}

/** By what a fact is tested, and against what, is said by the fact. */
const withoutWordsOfTests = (node: JsonSchema): JsonSchema => {
  const properties = node.properties as Readonly<Record<string, JsonSchema>>
  const value = { description: properties.value!.description }
  return { ...node, properties: { ...properties, operator: {}, value } }
}

/** The schema with the parts that it refers to, and those that these refer to. */
const withParts = (schema: JsonSchema, parts: Parts): JsonSchema => {
  const own = (schema.$defs ?? {}) as Parts
  const wanted = new Set<string>()
  const look = (one: JsonSchema): void => {
    for (const [, name = ''] of JSON.stringify(one).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (wanted.has(name) || own[name] !== undefined) continue
      wanted.add(name)
      look(parts[name]!)
    }
  }
  look(schema)
  const added = Object.fromEntries([...wanted].sort().map(name => [name, parts[name]]))
  return wanted.size === 0 ? schema : { ...schema, $defs: { ...own, ...added } }
}

import * as z from 'zod/mini'
import { condition } from './condition.ts'
import { type DocumentKind, documentKinds } from './documents.ts'
import { outcome } from './invariants.ts'
import { type ContextKind, marks, type NameKind } from './shape.ts'

/** A JSON Schema (draft 2020-12), as editors and validators read it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** What a file of each kind is, in a word for an editor’s heading and a line for its pop-up. */
const about: Readonly<Record<DocumentKind, readonly [title: string, description: string]>> = {
  manifest: ['Manifest', 'What this directory of rules is, and its version.'],
  facts: ['Facts', 'Everything that may be asked about a child, and which facts contradict one another.'],
  decisions: [
    'Decisions',
    'The questions that can be answered, with their answers, requirements, lists and deadlines.',
  ],
  sources: ['Sources', 'The law and guidance that rules cite.'],
  calendar: ['Calendar', 'Days that are not working days.'],
  authority: ['Authority', 'Whose rules lie in this folder.'],
  definitions: ['Definitions', 'Conditions with a name, which rules refer to.'],
  readings: ['Readings', 'Ambiguous wordings: what was taken, and what else they could mean.'],
  register: [
    'A register',
    'What became of each sentence or provision of a source: rules/<authority>/registers/<source>.json.',
  ],
  rulebook: ['Rulebook', 'Rules: what law or guidance says, when it holds, and where it stands.'],
  scenarios: ['Scenarios', 'Cases worked by a person: what is known, and what must be answered.'],
  scenario: ['Scenario', 'One case worked by a person: what is known, and what must be answered.'],
  cases: ['Cases', 'Cases that somebody published, with what the law answers: rules/cases/.'],
  codes: ['Codes', 'The codes of one national return, by their days, and the facts that they tell.'],
  invariants: ['Invariants', 'What no edit of the rules may ever change, with where the law or guidance says so.'],
  releases: ['Releases', 'Which rules were released, each version with the digest of what it names.'],
  'accepted-findings': ['Accepted findings', 'Remarks on the rules that were read and answered, each with its reason.'],
}

/** Says what becomes of a node of a schema that bears a mark: the name of what it names, or its context. */
export type Marking = (
  node: JsonSchema,
  mark: { readonly names?: NameKind; readonly context?: ContextKind },
) => JsonSchema

/**
 * The JSON Schema of every kind of file. It says what the parser says of one file’s shape, so that an editor can help while
 * it is written. `marking` may say more of what names stand for; left alone, any name will do.
 */
export const jsonSchemas = (marking: Marking = node => node): Readonly<Record<DocumentKind, JsonSchema>> =>
  Object.fromEntries(
    (Object.keys(documentKinds) as DocumentKind[]).map(kind => [kind, marked(jsonSchemaOf(kind), marking)]),
  ) as Record<DocumentKind, JsonSchema>

/** The schema with its marks put into effect, and taken out. */
const marked = <T>(value: T, marking: Marking): T => {
  if (Array.isArray(value)) return value.map(one => marked(one, marking)) as T
  if (typeof value !== 'object' || value === null) return value
  const { 'x-names': names, 'x-context': context, ...node } = value as JsonSchema
  const inside = Object.fromEntries(Object.entries(node).map(([key, one]) => [key, marked(one, marking)]))
  // A reference has the mark of what it refers to, where that is put into effect.
  if ((names === undefined && context === undefined) || '$ref' in node) return inside as T
  return marking(inside, {
    ...(names !== undefined && { names: names as NameKind }),
    ...(context !== undefined && { context: context as ContextKind }),
  }) as T
}

const jsonSchemaOf = (kind: DocumentKind): JsonSchema => {
  const { $schema, ...made } = z.toJSONSchema(documentKinds[kind], { io: 'input', metadata: named, override: asMeant })
  const [title, description] = about[kind]
  return { $schema, $id: `urn:virtual-school-rules:schema:${kind}`, title, description, ...made }
}

/** The condition is what many places share, so it stands once in a schema, by its name. Only here: the global names are everyone’s. */
const named = Object.assign(z.registry<z.core.GlobalMeta>(), {
  get: (schema: z.core.$ZodType) => ({
    ...z.globalRegistry.get(schema),
    ...marks.get(schema),
    ...(schema === condition && { id: 'condition' }),
  }),
})

/** Says what forms there are, which the parser checks by a function, and leaves out bounds that nobody set. */
const asMeant = ({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodType
  jsonSchema: z.core.JSONSchema.BaseSchema
}): void => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  const forms = requiredOf.get(zodSchema)
  if (forms !== undefined) jsonSchema.oneOf = forms.map(required => ({ required: [...required] }))
}

/** Each form’s members, of the schemas that check their forms by a function. */
const requiredOf = new Map<z.core.$ZodType, readonly (readonly string[])[]>([
  [condition, [['all'], ['any'], ['not'], ['condition'], ['fact', 'operator', 'value']]],
  [outcome, [['answer'], ['requirement'], ['list', 'item'], ['deadline']]],
])

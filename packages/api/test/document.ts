import { loadRules } from '@virtual-school/rules'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { forAllFiles } from '../../../test/support/after-file.ts'
import { exampleRecordId } from '../src/routes/examples.ts'
import { servingKept } from './records/support.ts'

/** The shipped rules’ service, and of it nothing but what its own document says. */

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: { readonly examples?: readonly string[] }
}
interface Example {
  readonly value: unknown
}
interface Media {
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, Example>>
}
interface Answer {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, Media>>
}
interface Described {
  readonly operationId: string
  readonly security?: readonly object[]
  readonly parameters?: readonly (Parameter & { readonly $ref?: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, Answer>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: {
    readonly responses: Readonly<Record<string, Answer>>
    readonly parameters: Readonly<Record<string, Parameter>>
  }
}

export const rules = await loadRules()
export const service = await forAllFiles(() => servingKept({ rules }))
export const document = (await (await service.get('/openapi.json')).json()) as Document

/** A decision that is kept stands where the examples name one. */
const kept = await service.post('/decide', { decision: 'remit', trace: 'none', facts: {} })
const { id: keptId } = (await kept.json()) as { readonly id: string }
const asHere = (example: string): string => (example === exampleRecordId ? keptId : example)

export interface Operation extends Described {
  readonly method: string
  readonly path: string
}
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, described]) => ({
    method,
    path,
    ...described,
    parameters: (described.parameters ?? []).map(one =>
      one.$ref === undefined ? one : document.components.parameters[one.$ref.split('/').at(-1)!]!,
    ),
  })),
)

/** An answer of an operation as it is described, with the place where that stands. */
export const answerOf = (operation: Operation, status: number): { readonly at: string; readonly answer: Answer } => {
  const { path, method, responses } = operation
  const answer = responses[status]
  expect(answer, `${method} ${path} may answer ${status}`).toBeDefined()
  const id = answer!.$ref?.split('/').at(-1)
  return id === undefined
    ? {
        at: `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses/${status}`,
        answer: answer!,
      }
    : { at: `#/components/responses/${id}`, answer: document.components.responses[id]! }
}

/** The slugs of the problems that an operation says it may answer with. */
export const problemsOf = (operation: Operation): readonly string[] =>
  Object.keys(operation.responses)
    .filter(status => status !== 'default')
    .flatMap(status =>
      Object.keys(answerOf(operation, Number(status)).answer.content?.['application/problem+json']?.examples ?? {}),
    )

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).addSchema(document, 'openapi')

const checks = new Map<string, ValidateFunction>()
const checkOf = (at: string): ValidateFunction => {
  const check = checks.get(at) ?? ajv.compile({ $ref: `openapi${at}` })
  checks.set(at, check)
  return check
}

/** Sees to it that a text is what the document says of an answer of this type. */
export const conforms = (at: string, type: string, text: string): void => {
  const check = checkOf(`${at}/content/${type.replaceAll('/', '~1')}/schema`)
  const value: unknown = type.endsWith('json') && !type.endsWith('ndjson') ? JSON.parse(text) : text
  expect(check(value), `${at}: ${ajv.errorsText(check.errors)}`).toBe(true)
}
export const conformsToSchema = (name: string, value: unknown): void => {
  const check = checkOf(`#/components/schemas/${name}`)
  expect(check(value), `${name}: ${ajv.errorsText(check.errors)}`).toBe(true)
}

export const mediaTypeOf = (response: Response): string => response.headers.get('content-type')!.split(';')[0]!

/** Of the many filters of records some have an example; all together would find nothing. */
/** The address of an operation, its parameters filled in with their examples; with all that have one, or with those that are required. */
export const exampleAddress = ({ path, parameters = [] }: Operation, isWhole: boolean): string => {
  const exampleOf = ({ name, schema }: Parameter) => {
    expect(schema.examples, `${path} gives an example of ${name}`).toBeDefined()
    return encodeURIComponent(asHere(schema.examples![0]!))
  }
  const inPath = parameters.filter(one => one.in === 'path')
  const filled = inPath.reduce((address, one) => address.replace(`{${one.name}}`, exampleOf(one)), path)
  const query = parameters
    .filter(one => one.in === 'query' && (one.required === true || (isWhole && one.schema.examples !== undefined)))
    .map(one => `${one.name}=${exampleOf(one)}`)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

/** Every example of a body of an operation, by its name. */
export const exampleBodies = ({ requestBody }: Operation) =>
  Object.entries(requestBody?.content ?? {}).flatMap(([type, { example, examples = {} }]) => [
    ...(example === undefined ? [] : [{ type, name: 'example', value: example }]),
    ...Object.entries(examples).map(([name, { value }]) => ({ type, name, value })),
  ])

export const exampleHeaders = ({ parameters = [] }: Operation): Record<string, string> =>
  Object.fromEntries(parameters.filter(one => one.in === 'header').map(one => [one.name, one.schema.examples![0]!]))

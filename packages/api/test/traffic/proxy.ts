import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Sent } from './requests.ts'

/** What is read of a document of OpenAPI, and nothing that only this service has. */
interface Reference {
  readonly $ref?: string
}
interface Parameter extends Reference {
  readonly name: string
  readonly in: string
  readonly required?: boolean
}
type Contents = Readonly<Record<string, { readonly schema: { readonly contentSchema?: Reference } }>>
interface Answer extends Reference {
  readonly headers?: Readonly<Record<string, object>>
  readonly content?: Contents
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Readonly<Record<string, Answer>>
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** Headers of the connection, of the body’s form, and those by which a browser is told to be careful. No caller needs them described. */
const undescribed = new Set([
  ...['connection', 'content-encoding', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding'],
  ...['content-security-policy', 'cross-origin-resource-policy', 'referrer-policy', 'x-content-type-options'],
  'x-frame-options',
])

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')
const mediaTypeOf = (header: string | null | undefined): string => header?.split(';')[0]?.trim() ?? ''
const isLines = (type: string): boolean => type === 'application/x-ndjson'
const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line.trim() !== '')

/** What was answered. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * Creates what a proxy that validates does with a request and its answer: every difference from the document, in words. A request
 * that was answered well has to be what the document allows, and every answer what it describes, headers too.
 */
export const createValidator = (document: Document) => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/)
  ajv.addSchema(document, 'openapi')
  const compiled = new Map<string, ValidateFunction>()
  const faultsAt = (pointer: string, value: unknown): readonly string[] => {
    const check = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi${pointer}` })
    compiled.set(pointer, check)
    return check(value) ? [] : [`${pointer}: ${ajv.errorsText(check.errors)}`]
  }
  /** Follows a reference: what is there, and where. */
  const follow = <T extends Reference>(found: T, pointer: string): readonly [T, string] => {
    if (found.$ref === undefined) return [found, pointer]
    const parts = found.$ref.slice(2).split('/')
    return [parts.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document) as T, found.$ref]
  }
  /** A text of a header or an address, as a schema for numbers wants it. */
  const asText = (pointer: string, text: string): readonly string[] => {
    const faults = faultsAt(pointer, text)
    return faults.length > 0 && /^\d+$/.test(text) ? faultsAt(pointer, Number(text)) : faults
  }

  const checkParameters = (at: string, { parameters = [] }: Operation, sent: Sent): readonly string[] => {
    const found = parameters.map((one, index) => follow(one, `${at}/parameters/${index}`))
    const values = { path: sent.params, query: sent.query, header: sent.headers }
    const unknown = Object.keys(sent.query).filter(
      name => !found.some(([one]) => one.in === 'query' && one.name === name),
    )
    return [
      ...unknown.map(name => `${at}: there is no parameter ${name}`),
      ...found.flatMap(([{ name, in: place, required }, pointer]) => {
        const value = values[place as keyof typeof values][place === 'header' ? name.toLowerCase() : name]
        if (value === undefined) return required === true ? [`${at}: ${name} is required`] : []
        return asText(`${pointer}/schema`, value)
      }),
    ]
  }

  const checkText = (at: string, contents: Contents, type: string, text: string): readonly string[] => {
    const media = contents[type]
    if (media === undefined) return [`${at}: there is no ${type || 'media type'}`]
    const pointer = `${at}/${escaped(type)}/schema`
    if (isLines(type))
      return linesOf(text).flatMap(line => faultsAt(media.schema.contentSchema!.$ref!, JSON.parse(line)))
    return faultsAt(pointer, type.endsWith('json') ? JSON.parse(text) : text)
  }

  /** The requests of a batch that were decided; the others were refused one by one. */
  const checkBatch = (body: string, type: string, { text, headers }: Answered): readonly string[] => {
    const requests = isLines(type) ? linesOf(body).map(line => JSON.parse(line)) : JSON.parse(body)
    const answers = isLines(mediaTypeOf(headers.get('content-type')))
      ? linesOf(text).map(line => JSON.parse(line))
      : JSON.parse(text)
    return requests.flatMap((one: unknown, index: number) =>
      'result' in answers[index] ? faultsAt('#/components/schemas/DecisionRequest', one) : [],
    )
  }

  const checkRequest = (at: string, operation: Operation, sent: Sent, answered: Answered): readonly string[] => {
    if (answered.status >= 400) return []
    const faults = checkParameters(at, operation, sent)
    if (sent.body === undefined) return faults
    const type = mediaTypeOf(sent.headers['content-type'])
    if (sent.path === '/decide/batch') return [...faults, ...checkBatch(sent.body, type, answered)]
    return [...faults, ...checkText(`${at}/requestBody/content`, operation.requestBody!.content, type, sent.body)]
  }

  const checkHeaders = (at: string, { headers: described = {} }: Answer, headers: Headers): readonly string[] => {
    const names = new Map(Object.keys(described).map(name => [name.toLowerCase(), name]))
    return [...headers].flatMap(([name, value]) => {
      if (undescribed.has(name)) return []
      const known = names.get(name)
      if (known === undefined) return [`${at}: the header ${name} is not described`]
      const [, pointer] = follow(described[known] as Reference, `${at}/headers/${known}`)
      return asText(`${pointer}/schema`, value)
    })
  }

  return (sent: Sent, answered: Answered): readonly string[] => {
    const at = `#/paths/${escaped(sent.path)}/${sent.method}`
    const operation = document.paths[sent.path]?.[sent.method]
    if (operation === undefined) return [`${at} is not described`]
    const found = operation.responses[answered.status]
    if (found === undefined) return [`${at}: the status ${answered.status} is not described`]
    const [answer, place] = follow(found, `${at}/responses/${answered.status}`)
    const type = mediaTypeOf(answered.headers.get('content-type'))
    const body =
      answer.content === undefined
        ? answered.text === ''
          ? []
          : [`${place}: there is a body`]
        : checkText(`${place}/content`, answer.content, type, answered.text)
    return [...checkRequest(at, operation, sent, answered), ...checkHeaders(place, answer, answered.headers), ...body]
  }
}

import type { Rules } from '@virtual-school/rules/internal'
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi'
import type { Scope } from '../auth/caller.ts'
import { answerHeaders, headersOf, referToRequestHeader, requestHeaders, withHeaders } from './headers.ts'
import type { Examples, Route } from './route.ts'
import { type Schemas, vocabularySchemas } from './vocabulary.ts'

type Document = ReturnType<typeof createDocument>
type SecuritySchemes = NonNullable<NonNullable<ZodOpenApiObject['components']>['securitySchemes']>

/** Both are sent in the same way: `Authorization: Bearer …`. */
const securitySchemes: SecuritySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A key of this service, `vs_…`, as `virtual-school keys create` shows it once. A service with ACCESS=open asks for none.',
  },
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An OAuth 2.0 access token of the issuer that the service was told to trust, with its scopes in `scope`, `scp` or `roles`. It is checked as RFC8725 advises: its algorithm, signature, issuer, audience and end.',
  },
}

/** Either is enough, if it has the scope. A service that is open asks for neither. */
const buildSecurity = (scope: Scope | undefined, isOpen: boolean): Pick<ZodOpenApiOperationObject, 'security'> => {
  if (scope === undefined) return {}
  const either = Object.keys(securitySchemes).map(name => ({ [name]: [scope] }))
  return { security: isOpen ? [...either, {}] : either }
}

/** The version of the service’s HTTP interface. The version of the rules is another, and is in every answer. */
const version = '1.1.0'

const description = `Guidance for English virtual schools as rules: ask whether something may go ahead for a child, and get what follows from what is known, by which text, and what to ask next.

Facts are about a child. Send no names, addresses, references or free text: they are refused, and nothing that you send is repeated in a refusal or a log.

Every refusal is a problem (RFC 9457), whatever its status. New members, new problems and new codes of issues and cautions may come in any version: pass over those that you do not know.`

/**
 * Words to which a later version may add, so that a program made of this document must be ready for others: those of today are
 * examples. Schemas say so by `isOpen`.
 */
const openWords = (schema: Record<string, unknown>): void => {
  if (schema.isOpen !== true) return
  schema.examples = schema.enum
  delete schema.enum
  delete schema.isOpen
}

/**
 * Answers may gain members, so the document does not say that they have no others; requests may not. And zod gives whole
 * numbers bounds that nobody meant.
 */
const dropUnmeantLimits: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  openWords(jsonSchema)
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** An operation without the examples of requests that the rules refuse: they are about the questions that are shipped. */
const withoutRefused = (operation: ZodOpenApiOperationObject, answered: Examples): ZodOpenApiOperationObject => {
  const { requestBody } = operation
  if (requestBody === undefined || Object.keys(answered).length > 0) return operation
  const content = Object.fromEntries(
    Object.entries(requestBody.content).map(([type, { example: _, examples: __, ...media } = {}]) => [type, media]),
  )
  return { ...operation, requestBody: { ...requestBody, content } }
}

/** An operation with the answers to its examples. */
const withExamples = (whole: ZodOpenApiOperationObject, examples?: Examples): ZodOpenApiOperationObject => {
  if (examples === undefined) return whole
  const operation = withoutRefused(whole, examples)
  const answer = operation.responses['200'] as ZodOpenApiResponseObject | undefined
  if (answer === undefined || Object.keys(examples).length === 0) return operation
  const content = Object.fromEntries(
    // Those of another form would have to be written in it.
    Object.entries(answer.content ?? {}).map(([type, media], index) => [
      type,
      index === 0 ? { ...media, examples } : media,
    ]),
  )
  return { ...operation, responses: { ...operation.responses, '200': { ...answer, content } } }
}

const notChanged: ZodOpenApiResponseObject = {
  id: 'NotChanged',
  description: 'It is still what If-None-Match names. There is no body.',
  headers: withHeaders(...headersOf.any, ...headersOf.publicData),
}

/** An operation with the headers that its route reads and answers with. */
const completeHeaders = (
  operation: ZodOpenApiOperationObject,
  { scope, isPublicData = false }: Route,
): ZodOpenApiOperationObject => {
  const names = [
    ...headersOf.any,
    ...(scope === undefined ? [] : headersOf.guarded),
    ...(isPublicData ? headersOf.publicData : []),
  ]
  const completed = Object.entries(operation.responses).map(([status, response]) => {
    const { headers, ...rest } = response as ZodOpenApiResponseObject
    return [status, /^[23]/.test(status) ? { ...rest, headers: { ...withHeaders(...names), ...headers } } : response]
  })
  const read = [
    referToRequestHeader('X-Correlation-ID'),
    ...(isPublicData ? [referToRequestHeader('If-None-Match')] : []),
  ]
  const responses = { ...Object.fromEntries(completed), ...(isPublicData && { '304': notChanged }) }
  return { ...operation, parameters: [...(operation.parameters ?? []), ...read], responses }
}

/**
 * Builds the OpenAPI document of some routes, with examples as these rules answer them. `isOpen`: of a service that asks nobody
 * for a key.
 */
export const openApiDocument = (routes: readonly Route[], held: Rules, isOpen = false): Document => {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {}
  for (const route of routes) {
    const { method, path, scope, operation, examples } = route
    const complete = completeHeaders(withExamples(operation, examples?.(held)), route)
    paths[path] = { ...paths[path], [method]: { ...complete, ...buildSecurity(scope, isOpen) } }
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Virtual School Rules', version, description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '.', description: 'The service that served this document.' }],
      security: [],
      tags: [
        { name: 'Deciding', description: 'Whether something may go ahead, who takes part, and by when.' },
        { name: 'Records', description: 'What was decided, what people did about it, and what proves it.' },
        { name: 'What is held', description: 'The questions, the facts, the rules and their sources, for reading.' },
        { name: 'Health', description: 'For the people who run the service.' },
        { name: 'About the service', description: 'This document, and what its problems mean.' },
      ],
      components: {
        schemas: Object.assign({}, ...routes.map(route => route.namedSchemas)),
        securitySchemes,
        headers: answerHeaders,
        parameters: requestHeaders,
      },
      paths,
    },
    { outputIdSuffix: '', override: dropUnmeantLimits },
  )
  const { schemas } = document.components as { schemas: Schemas }
  return { ...document, components: { ...document.components, schemas: vocabularySchemas(held, schemas) } } as Document
}

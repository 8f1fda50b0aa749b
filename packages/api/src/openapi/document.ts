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
      'An OAuth 2.0 access token of the issuer that the service was told to trust, with its scopes in `scope`, `scp` or `roles`.',
  },
}

/** Either is enough, if it has the scope. */
const buildSecurity = (scope: Scope | undefined): Pick<ZodOpenApiOperationObject, 'security'> =>
  scope === undefined ? {} : { security: Object.keys(securitySchemes).map(name => ({ [name]: [scope] })) }

/** The version of the service’s HTTP interface. The version of the rules is another, and is in every answer. */
const version = '1.0.0'

const description = `Guidance for English virtual schools as rules: ask whether something may go ahead for a child, and get what follows from what is known, by which text, and what to ask next.

Facts are about a child. Send no names, addresses, references or free text: they are refused, and no value that you send is repeated in an error or a log.`

/**
 * Answers may gain members, so the document does not say that they have no others; requests may not. And zod gives whole
 * numbers bounds that nobody meant.
 */
const dropUnmeantLimits: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** An operation with the answers to its examples. */
const withExamples = (operation: ZodOpenApiOperationObject, examples: Examples = {}): ZodOpenApiOperationObject => {
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

/** Builds the OpenAPI document of some routes, with examples as these rules answer them. */
export const openApiDocument = (routes: readonly Route[], held: Rules): Document => {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {}
  for (const { method, path, scope, operation, examples } of routes) {
    const complete = withExamples(operation, examples?.(held))
    paths[path] = { ...paths[path], [method]: { ...complete, ...buildSecurity(scope) } }
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Virtual School Rules', version, description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: './', description: 'The service that served this document.' }],
      security: [],
      tags: [
        { name: 'Deciding', description: 'Whether something may go ahead, who takes part, and by when.' },
        { name: 'Records', description: 'What was decided, what people did about it, and what proves it.' },
        { name: 'What is held', description: 'The questions, the facts, the rules and their sources, for reading.' },
        { name: 'Health', description: 'For the people who run the service.' },
        { name: 'About the service', description: 'This document, and what its problems mean.' },
      ],
      components: { schemas: Object.assign({}, ...routes.map(route => route.namedSchemas)), securitySchemes },
      paths,
    },
    { outputIdSuffix: '', override: dropUnmeantLimits },
  )
  const { schemas } = document.components as { schemas: Schemas }
  return { ...document, components: { ...document.components, schemas: vocabularySchemas(held, schemas) } } as Document
}

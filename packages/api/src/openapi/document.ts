import { createDocument, type ZodOpenApiOverride, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Route } from '../routes/route.ts'
import { securityOf, securitySchemes } from './security.ts'

/** The version of the service’s own surface; that of the rules is another, and is in every answer. */
const version = '1.0.0'

const description = `Guidance for English virtual schools as rules: ask whether something may go ahead for a child, and be told what follows from what is known, by which text, and what to ask next.

Facts are about a child. Send no names, addresses, references or free text: they are refused, and no value that you send is repeated in an error or a log.`

/**
 * Answers may gain members, so the document does not say that they have no others; requests may not. And a whole number
 * has no bounds but those that were meant.
 */
const asMeant: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** The OpenAPI document of the routes that it is given. */
export const openApiDocument = (routes: readonly Route[]): ReturnType<typeof createDocument> => {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {}
  for (const { method, path, scope, operation } of routes)
    paths[path] = { ...paths[path], [method]: { ...operation, ...securityOf(scope) } }
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Virtual School Rules', version, description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/', description: 'The service that served this document.' }],
      security: [],
      tags: [{ name: 'Deciding' }, { name: 'What is held' }, { name: 'Health' }, { name: 'About the service' }],
      paths,
      components: { securitySchemes },
    },
    { outputIdSuffix: '', override: asMeant },
  )
}

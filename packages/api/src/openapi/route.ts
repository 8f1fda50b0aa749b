import type { Rules } from '@virtual-school/rules'
import type { RequestHandler } from 'express'
import type * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { Scope } from '../auth/caller.ts'
import type { RequestTarget } from '../http/query.ts'
import { type Reply, send } from '../http/reply.ts'
import type { Service } from '../service.ts'

/** Examples as OpenAPI has them, each under a name. */
export type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>

/** One row makes the router’s route and the document’s operation, so that neither can lie about the other. */
export interface Route {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it: `/decisions/{id}`. */
  readonly path: string
  /** What a caller must be allowed to do; left out: the route is public. */
  readonly scope?: Scope
  readonly operation: ZodOpenApiOperationObject
  /** What these rules answer to the examples of its requests; empty: they refuse them. */
  readonly examples?: (rules: Rules) => Examples
  /** Schemas that the operation names in a text alone, by their id. */
  readonly namedSchemas?: Readonly<Record<string, z.ZodType>>
  readonly handlers: (service: Service) => readonly RequestHandler[]
}

/** The handlers of a route that only reads: what it answers is a function of what is asked. */
export const readOnly =
  (reply: (service: Service, asked: RequestTarget) => Reply): Route['handlers'] =>
  service => [(request, response) => send(response, reply(service, request))]

/** Examples under names made of their summaries. */
export const nameExamples = (examples: readonly (readonly [summary: string, value: unknown])[]): Examples =>
  Object.fromEntries(
    examples.map(([summary, value]) => [summary.replaceAll(/[^a-z]+/g, '-'), { summary, value }] as const),
  )

/** `/decisions/{id}` → `/decisions/:id`, as Express writes it. */
export const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

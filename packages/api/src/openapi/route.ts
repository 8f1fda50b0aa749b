import type { Rules } from '@virtual-school/rules/internal'
import type { RequestHandler } from 'express'
import type * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { Scope } from '../auth/caller.ts'
import { sendPublic } from '../http/public-data.ts'
import type { RequestTarget } from '../http/query.ts'
import { type Reply, send } from '../http/reply.ts'
import type { Service } from '../service.ts'

/** Examples as OpenAPI has them, by name. */
export type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>

/** A route. The router and the OpenAPI document are both built from it, so neither can say anything else than the other. */
export interface Route {
  readonly method: 'get' | 'post'
  /** The path as OpenAPI writes it: `/decisions/{id}`. */
  readonly path: string
  /** What a caller must be allowed to do; left out: the route is public. */
  readonly scope?: Scope
  /** It is the same for everybody and about nobody, so it may be kept and compressed: see `readPublic`. */
  readonly isPublicData?: boolean
  readonly operation: ZodOpenApiOperationObject
  /** What these rules answer to the examples of the operation. Empty: they refuse them. */
  readonly examples?: (rules: Rules) => Examples
  /** Schemas that the operation names in a text only, by their id. */
  readonly namedSchemas?: Readonly<Record<string, z.ZodType>>
  readonly handlers: (service: Service) => readonly RequestHandler[]
}

/** The handlers of a route that only reads: its reply is a function of the address. */
export const readOnly =
  (reply: (service: Service, asked: RequestTarget) => Reply): Route['handlers'] =>
  service => [(request, response) => send(response, reply(service, request))]

/** The same, of what is the same for everybody and about nobody. */
export const readPublic =
  (reply: (service: Service, asked: RequestTarget) => Reply): Route['handlers'] =>
  service => [(request, response) => sendPublic(request, response, reply(service, request))]

/** Gives examples names, which are made of their summaries. */
export const nameExamples = (examples: readonly (readonly [summary: string, value: unknown])[]): Examples =>
  Object.fromEntries(
    examples.map(([summary, value]) => [summary.replaceAll(/[^a-z]+/g, '-'), { summary, value }] as const),
  )

/** `/decisions/{id}` → `/decisions/:id`, as Express writes it. */
export const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

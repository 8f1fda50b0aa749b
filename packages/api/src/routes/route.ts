import type { Request, RequestHandler } from 'express'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { Scope } from '../access/scope.ts'
import { type Reply, send } from '../reply.ts'
import type { Service } from '../service.ts'

/** One row makes the router’s route and the document’s operation, so that neither can lie about the other. */
export interface Route {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it: `/decisions/{id}`. */
  readonly path: string
  /** What a caller must be allowed to do; left out: the route is public. */
  readonly scope?: Scope
  readonly operation: ZodOpenApiOperationObject
  readonly handlers: (service: Service) => readonly RequestHandler[]
}

/** What a reader asked for. */
export interface Asked {
  readonly params: Readonly<Record<string, string | string[] | undefined>>
  readonly query: Request['query']
}

/** A route that only reads: what it answers is a function of what is asked. */
export const reading =
  (reply: (service: Service, asked: Asked) => Reply): Route['handlers'] =>
  service => [(request, response) => send(response, reply(service, request))]

/** `/decisions/{id}` → `/decisions/:id`, as Express writes it. */
export const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

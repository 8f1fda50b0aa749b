import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'

/**
 * Handlers one after another, as Express’s router calls those of a route that it has found. What Express adds to a request
 * (`path`, `query`, `params`) is not there.
 */
export const inTurn =
  (path: string, handlers: readonly RequestHandler[], failed: ErrorRequestHandler): RequestListener =>
  (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = Object.assign(incoming, { route: { path } }) as unknown as Request
    const response = Object.assign(outgoing, { locals: {} }) as unknown as Response
    let reached = 0
    const fail = (thrown: unknown) => failed(thrown, request, response, next)
    const next = (thrown?: unknown): void => {
      if (thrown !== undefined) return void fail(thrown)
      try {
        const running: unknown = handlers[reached++]?.(request, response, next)
        if (running instanceof Promise) running.catch(fail)
      } catch (error) {
        fail(error)
      }
    }
    next()
  }

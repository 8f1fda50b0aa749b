import type { RequestListener } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'

/**
 * Makes a listener of one route: its handlers one after another, as Express’s router calls those of a route that it has found.
 * Express gives each request other prototypes and asks every layer, which costs more than a decision does: what that is,
 * docs/decisions/direct-route.md says. `path`, `query`, `params` and Express’s methods of an answer are not there.
 */
export const createDirectRoute =
  (path: string, handlers: readonly RequestHandler[], handleErrors: ErrorRequestHandler): RequestListener =>
  (incoming, outgoing) => {
    const request = Object.assign(incoming, { route: { path } }) as unknown as Request
    const response = Object.assign(outgoing, { locals: {} }) as unknown as Response
    let reached = 0
    const fail = (thrown: unknown) => handleErrors(thrown, request, response, next)
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

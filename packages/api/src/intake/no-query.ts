import type { RequestHandler } from 'express'
import { readQuery } from '../catalogue/query.ts'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'

/** Refuses a query. To pass one over would answer another question: `?authority=luton` would get England’s rules alone. */
export const takesNoQuery: RequestHandler = (request, response, next) => {
  // Express reads the query again whenever it is asked for one, though there is hardly ever one here.
  if (!request.url.includes('?')) return next()
  const read = readQuery(request.query, {})
  if (read.ok) return next()
  send(response, problem('query-refused', { issues: read.issues }))
}

import { referenceIssues } from '@virtual-school/records'
import type { RequestHandler } from 'express'
import { callerOf } from '../access/caller.ts'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'
import type { Service } from '../service.ts'

/** Takes note of the person whom X-Actor names, for the record. */
export const namesActor =
  ({ watchLogin }: Service): RequestHandler =>
  (request, response, next) => {
    const actor = request.headers['x-actor']
    if (actor === undefined) return next()
    const issues = referenceIssues(actor, '/X-Actor', 'X-Actor')
    if (issues.length > 0) return send(response, problem('malformed-actor', { issues }))
    response.locals.actor = actor
    watchLogin(callerOf(response).id, String(actor))
    next()
  }

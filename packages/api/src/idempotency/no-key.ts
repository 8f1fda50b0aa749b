import type { Issue } from '@virtual-school/rules'
import type { RequestHandler } from 'express'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'

const notHere: Issue = {
  code: 'not-allowed-here',
  pointer: '/Idempotency-Key',
  message:
    'A batch takes no Idempotency-Key: each of its requests is recorded by itself. Leave it out, or send what must not be recorded twice to POST /decide, one by one.',
}

/** Refuses a key on a route that could not keep its promise. */
export const takesNoKey: RequestHandler = (request, response, next) =>
  request.headers['idempotency-key'] === undefined
    ? next()
    : send(response, problem('malformed-idempotency-key', { issues: [notHere] }))

import type { RequestHandler } from 'express'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'
import type { Gate } from './gate.ts'
import type { Metrics } from './metrics.ts'

/** A batch of lines may hold some MiB and go on for long: it counts as this many requests. */
const batchWeight = 25
/**
 * A caller who is turned away at once comes back at once, and turning him away costs a third of what an answer does. So
 * he waits a little, which costs nothing, and so much capacity is left for the others.
 */
const heldMilliseconds = 500
const heldMost = 1_000

/** Turns requests away before any of their body is read. Those that only read, health among them, always pass. */
export const shedding = (gate: Gate | undefined, metrics: Metrics): RequestHandler => {
  let held = 0
  return (request, response, next) => {
    if (gate === undefined || request.method !== 'POST') return next()
    const leave = gate.enter(request.url.startsWith('/decide/batch') ? batchWeight : 1)
    if (leave !== undefined) {
      response.once('close', leave)
      return next()
    }
    metrics.shed()
    const turnAway = () => send(response, problem('overloaded', { headers: { 'Retry-After': '1' } }))
    if (held >= heldMost) return turnAway()
    held += 1
    const timer = setTimeout(turnAway, heldMilliseconds)
    response.once('close', () => {
      held -= 1
      clearTimeout(timer)
    })
  }
}

import type { Request, Response } from 'express'
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

const turnedAway = problem('overloaded', { headers: { 'Retry-After': '1' } })

/**
 * Turns requests away before any of their body is read, and says whether it did. Those that only read, health among them,
 * always pass. Being turned away is counted and not logged: it has to cost little.
 */
export const shedding = (gate: Gate | undefined, metrics: Metrics) => {
  let held = 0
  return (request: Request, response: Response): boolean => {
    if (gate === undefined || request.method !== 'POST') return false
    const leave = gate.enter(request.url.startsWith('/decide/batch') ? batchWeight : 1)
    if (leave !== undefined) {
      response.once('close', leave)
      return false
    }
    metrics.shed()
    metrics.refused('overloaded')
    metrics.answered(turnedAway.status)
    if (held >= heldMost) {
      send(response, turnedAway)
      return true
    }
    held += 1
    const timer = setTimeout(send, heldMilliseconds, response, turnedAway)
    response.once('close', () => {
      held -= 1
      clearTimeout(timer)
    })
    return true
  }
}

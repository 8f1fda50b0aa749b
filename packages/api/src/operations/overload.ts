import type { Request, Response } from 'express'
import type { OverloadLimits } from '../config/settings.ts'
import { problem } from '../http/problem.ts'
import { send } from '../http/reply.ts'
import type { Metrics } from './metrics.ts'

/** A batch of lines may be some MiB and take long, so it counts as this many requests. */
const batchWeight = 25
/**
 * A caller that is turned away at once comes back at once, and turning it away costs a third of what an answer does. So it waits
 * a little, which costs nothing and leaves more capacity for the others.
 */
const heldMilliseconds = 500
const heldMost = 1_000

const turnedAway = problem('overloaded', { headers: { 'Retry-After': '1' } })

/**
 * Creates what turns requests away under overload, before any of their body is read: true, it did. Requests that only read,
 * such as health checks, always pass. A request that is turned away is counted and not logged, since it has to cost little.
 */
export const createLoadShedder = (gate: Gate | undefined, metrics: Metrics) => {
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

/** Lets requests in while there is room for them. */
export interface Gate {
  /** How late the event loop was just now. */
  readonly noteDelay: (lateMilliseconds: number) => void
  /** Undefined: turned away. Otherwise a function to call when the request is done. */
  readonly enter: (weight: number) => (() => void) | undefined
  /** Whether the next request may be turned away. */
  readonly isOverloaded: () => boolean
}

/**
 * The share of requests that is turned away rises while the loop is late, and falls while it is not. It starts so far below zero
 * that one pause, such as one for garbage collection, turns nobody away. It never reaches all, so that there is always something
 * to measure.
 */
const strainSteps = { least: -0.3, most: 0.9, riseMilliseconds: 1_000, riseMost: 0.3, fall: 0.05 }

/** Creates a gate that lets in `inFlightCount` requests, and fewer while the loop is later than `delayMilliseconds`. */
export const createGate = ({ delayMilliseconds, inFlightCount }: OverloadLimits): Gate => {
  const { least, most, riseMilliseconds, riseMost, fall } = strainSteps
  let strain = least
  let owed = 0
  let inFlight = 0
  const isFullFor = (weight: number) => inFlight > 0 && inFlight + weight > inFlightCount
  const isDue = () => {
    if (strain <= 0) return false
    owed += strain
    if (owed < 1) return false
    owed -= 1
    return true
  }
  return {
    noteDelay: late => {
      const isLate = late > delayMilliseconds
      strain = isLate
        ? Math.min(most, strain + Math.min(riseMost, late / riseMilliseconds))
        : Math.max(least, strain - fall)
    },
    enter: weight => {
      if (isFullFor(weight) || isDue()) return undefined
      inFlight += weight
      return () => {
        inFlight -= weight
      }
    },
    isOverloaded: () => strain > 0 || isFullFor(1),
  }
}

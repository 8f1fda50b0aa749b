import type { Request, Response } from 'express'
import type { OverloadLimits } from '../config/settings.ts'
import { problem } from '../http/problem.ts'
import { send } from '../http/reply.ts'
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
  /** Takes note of how late the event loop just was. */
  readonly noteDelay: (lateMilliseconds: number) => void
  /** Undefined: turned away. Otherwise what to call when the request is done with. */
  readonly enter: (weight: number) => (() => void) | undefined
  readonly isOverloaded: () => boolean
}

/**
 * The share of requests that is turned away rises while the loop is late, by so much a millisecond, and falls while it is
 * not. It starts so far below zero that one pause, as of the collector, turns nobody away; it never takes all, so that
 * there is always something to measure.
 */
const strainSteps = { least: -0.3, most: 0.9, riseMilliseconds: 1_000, riseMost: 0.3, fall: 0.05 }

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

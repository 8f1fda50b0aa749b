export interface OverloadLimits {
  /** How late the event loop may be before requests are turned away. */
  readonly delayMilliseconds: number
  /** How many requests may be in progress. */
  readonly inFlightCount: number
}

/** Lets requests in while there is room for them. */
export interface Gate {
  /** Takes note of how late the event loop just was. */
  readonly noticed: (lateMilliseconds: number) => void
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
    noticed: late => {
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

/** What is left to somebody after a call. */
export interface Allowance {
  readonly isWithin: boolean
  readonly remaining: number
  /** Until it starts anew. */
  readonly resetSeconds: number
}

/** Counts calls by name in windows of a minute, each beginning with the first call in it. */
export interface Limiter {
  readonly limit: number
  readonly take: (name: string) => Allowance
}

export const windowSeconds = 60
const windowMilliseconds = windowSeconds * 1_000

/** So many names are counted apart; in a flood of more, the rest share one count, so that memory is bounded. */
const namesCount = 50_000
const theRest = '\u0000'

interface Window {
  count: number
  start: number
}

export const createLimiter = (limit: number, clock: () => number, mostNames = namesCount): Limiter => {
  const windows = new Map<string, Window>()
  let swept = clock()

  const sweep = (now: number) => {
    // Looking through all of them costs, so it is done once a window at most.
    if (isWithinWindow(swept, now)) return
    swept = now
    for (const [name, { start }] of windows) if (!isWithinWindow(start, now)) windows.delete(name)
  }
  const windowOf = (name: string, now: number): Window => {
    const held = windows.get(name)
    if (held !== undefined) return held
    if (windows.size >= mostNames) sweep(now)
    if (windows.size >= mostNames && name !== theRest) return windowOf(theRest, now)
    const made = { count: 0, start: now }
    windows.set(name, made)
    return made
  }
  return {
    limit,
    take: name => {
      const now = clock()
      const window = windowOf(name, now)
      if (!isWithinWindow(window.start, now)) Object.assign(window, { count: 0, start: now })
      window.count += 1
      return {
        isWithin: window.count <= limit,
        remaining: Math.max(0, limit - window.count),
        resetSeconds: Math.ceil((window.start + windowMilliseconds - now) / 1_000),
      }
    },
  }
}

/** A clock that was put back ends a window too, else it might last for hours. */
const isWithinWindow = (start: number, now: number): boolean => now >= start && now - start < windowMilliseconds

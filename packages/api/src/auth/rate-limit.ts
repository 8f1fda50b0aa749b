/** What is left after a call. */
export interface Allowance {
  readonly isWithin: boolean
  readonly remaining: number
  /** Until the next window. */
  readonly resetSeconds: number
}

/** Counts calls by name in windows of a minute, each beginning with the first call in it. */
export interface Limiter {
  readonly limit: number
  readonly take: (name: string) => Allowance
}

/** The length of a window. */
export const windowSeconds = 60
const windowMilliseconds = windowSeconds * 1_000

/** So many names have a count each. In a flood of more, the rest share one, so that memory is bounded. */
const namesCount = 50_000
const theRest = '\u0000'

interface Window {
  count: number
  start: number
}

/** Creates a limiter that allows `limit` calls a minute to each name. */
export const createLimiter = (limit: number, clock: () => number, mostNames = namesCount): Limiter => {
  const windows = new Map<string, Window>()
  let swept = clock()

  const sweep = (now: number) => {
    // Going through all of them costs time, so it is done at most once a window.
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

/** A clock that was put back ends a window too; otherwise it could last for hours. */
const isWithinWindow = (start: number, now: number): boolean => now >= start && now - start < windowMilliseconds

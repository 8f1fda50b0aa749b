import type { Log } from '../log.ts'

/** A key that can still be used, and when it ends. */
export interface KeyExpiry {
  /** Its public part. */
  readonly id: string
  readonly client: string
  /** In milliseconds since 1970. */
  readonly expires: number
}

const dayMilliseconds = 86_400_000
const soonMilliseconds = 30 * dayMilliseconds
const lookEveryMilliseconds = 3_600_000

/** Creates a function that warns of each key that ends within 30 days, at most once a day (UTC) for each. */
export const createExpiryWarner = (expiries: () => readonly KeyExpiry[], log: Log, clock: () => number) => {
  let day = Number.NaN
  let warned = new Set<string>()
  return (): void => {
    const now = clock()
    const today = Math.floor(now / dayMilliseconds)
    if (today !== day) [day, warned] = [today, new Set()]
    for (const { id, client, expires } of expiries()) {
      if (expires - now > soonMilliseconds || warned.has(id)) continue
      warned.add(id)
      log.warn('key-expires-soon', { client, id, expires: new Date(expires).toISOString() })
    }
  }
}

/** Calls `look` now and every hour. Gives a function that stops it. */
export const watchExpiry = (look: () => void): (() => void) => {
  look()
  const timer = setInterval(look, lookEveryMilliseconds).unref()
  return () => clearInterval(timer)
}

/** The client of each key, and the seconds that are left, for the metrics. */
export const listSecondsLeft = (
  expiries: readonly KeyExpiry[],
  now: number,
): readonly (readonly [client: string, seconds: number])[] =>
  expiries.map(({ client, expires }) => [client, (expires - now) / 1_000])

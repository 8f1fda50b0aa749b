import autocannon from 'autocannon'

/** What is sent where. */
export interface Aim {
  readonly url: string
  readonly bodies: readonly string[]
  readonly headers: Readonly<Record<string, string>>
}

/** How hard to press. */
export interface Pressure {
  readonly connections: number
  readonly seconds: number
}

/** What came of one round. Latencies are in milliseconds. */
export interface Round {
  readonly seconds: number
  readonly statuses: Readonly<Record<number, number>>
  readonly errorsCount: number
  readonly p50: number
  readonly p99: number
}

/** The value below which this share of the others lies; they are sorted. */
export const percentile = (ascending: ArrayLike<number>, share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN

/** One bounded round of autocannon. It rounds latencies to milliseconds, so they are taken before it does. */
export const loadRound = async ({ url, bodies, headers }: Aim, pressure: Pressure): Promise<Round> => {
  const milliseconds: number[] = []
  const statuses: Record<number, number> = {}
  const started = performance.now()
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        requests: bodies.map(body => ({ body })),
        connections: pressure.connections,
        duration: pressure.seconds,
      },
      (error: Error | null, found) => (error === null ? resolve(found) : reject(error)),
    )
    running.on('response', (_client, status, _bytes, took) => {
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status === 200) milliseconds.push(took)
    })
  })
  const ascending = Float64Array.from(milliseconds).sort()
  return {
    seconds: (performance.now() - started) / 1_000,
    statuses,
    errorsCount: result.errors,
    p50: percentile(ascending, 0.5),
    p99: percentile(ascending, 0.99),
  }
}

/** Decisions that were made, a second. */
export const goodput = ({ statuses, seconds }: Round): number => (statuses[200] ?? 0) / seconds

/** How many answers a round got, whatever their status. */
export const answersCount = ({ statuses }: Round): number =>
  Object.values(statuses).reduce((sum, count) => sum + count, 0)

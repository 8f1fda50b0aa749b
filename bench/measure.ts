/** One way to do the same work: decides one request after another, and is asked again and again. */
export interface Contender {
  readonly name: string
  readonly decide: (turn: number) => unknown
}

/** Decisions a second of one contender in each round. */
export interface Measured {
  readonly name: string
  readonly rounds: readonly number[]
}

/** How many rounds are measured of each; figures are their medians. */
export const runsCount = 9
const runMs = 40

/** Kept, so that nothing measured can be thrown away as unused. */
const kept: { last: unknown } = { last: undefined }

/**
 * The contenders take turns, a run each, so that whatever else the machine does falls on all alike. What gives a promise is waited for, one decision at a time.
 */
export const measure = async (contenders: readonly Contender[]): Promise<readonly Measured[]> => {
  const counts: number[] = []
  for (const { decide } of contenders) counts.push(await warmUp(decide))
  const runs: number[][] = contenders.map(() => [])
  for (let round = 0; round < runsCount; round += 1) {
    for (const [i, { decide }] of contenders.entries()) runs[i]!.push(await perSecond(decide, counts[i]!))
  }
  return contenders.map(({ name }, i) => ({ name, rounds: runs[i]! }))
}

/** Decisions a second: the median of the rounds. */
export const medianRate = ({ rounds }: Measured): number => median(rounds)

/** Of the same round, since what was measured at about the same time was slowed alike; of the rounds the median. */
export const medianRatio = (one: Measured, other: Measured): number =>
  median(one.rounds.map((rate, round) => rate / other.rounds[round]!))

/** The one in the middle. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

/** Runs long enough for the code to be optimised, and finds how many decisions make one run. */
const warmUp = async (decide: Contender['decide']): Promise<number> => {
  let count = 16
  for (let left = 4; left > 0; ) {
    const tookMs = (count / (await perSecond(decide, count))) * 1000
    if (tookMs < runMs) count = Math.ceil(count * Math.min(8, (1.1 * runMs) / Math.max(tookMs, 0.01)))
    else left -= 1
  }
  return count
}

const perSecond = async (decide: Contender['decide'], count: number): Promise<number> => {
  const first = decide(0)
  const waits = first instanceof Promise
  if (waits) await first
  const start = performance.now()
  if (waits) for (let turn = 0; turn < count; turn += 1) kept.last = await decide(turn)
  else for (let turn = 0; turn < count; turn += 1) kept.last = decide(turn)
  return (count * 1000) / (performance.now() - start)
}

import { setTimeout as wait } from 'node:timers/promises'
import { median } from '../measure.ts'
import type { Child } from './child.ts'
import { type Flooded, flood } from './flood.ts'
import { type Aim, answersCount, goodput, loadRound } from './load.ts'
import { usualConnections } from './turns.ts'

/** What a service did at its peak and under more than it can take, alternately. */
export interface Overload {
  /** Decisions a second at the peak, and under overload. */
  readonly peak: number
  readonly goodput: number
  /** Requests a second that were sent under overload, to the peak. */
  readonly offered: number
  readonly shedCount: number
  readonly saidWhenCount: number
  /** Answers that were neither a decision nor a shed, and connections that failed. */
  readonly otherCount: number
  readonly p99: number
  /** Mebibytes after a collection, before the first overload and after the last. */
  readonly heap: readonly [before: number, after: number]
  readonly resident: readonly [before: number, after: number]
}

const [warmSeconds, peakSeconds, overloadSeconds, roundsCount] = [3, 3, 5, 3]
/** What was sent last is still being decided when the senders have gone. */
const settlingMilliseconds = 3_000
/** How many times its capacity a service is asked for. */
export const timesCapacity = 5
/** Callers who still wait for an answer send later than they would, so somewhat more is aimed at. */
const timesSent = 6
/** Decisions in one batch. */
export const batchRequestsCount = 200
/** Connections that are more than the service can serve. */
export const manyConnections = 980

const mebibytes = (bytes: number): number => bytes / 2 ** 20
const sum = (rounds: readonly Flooded[], of: (round: Flooded) => number): number =>
  rounds.reduce((total, round) => total + of(round), 0)

/** The rate is that many times the peak; the senders may be too slow for it, so what was sent is counted. */
export const overload = async (child: Child, aim: Aim): Promise<Overload> => {
  await loadRound(aim, { connections: usualConnections, seconds: warmSeconds })
  const peaks: number[] = []
  const rounds: Flooded[] = []
  let before = await child.usage(true)
  for (let turn = 0; turn < roundsCount; turn += 1) {
    peaks.push(goodput(await loadRound(aim, { connections: usualConnections, seconds: peakSeconds })))
    // The first round of overload makes what is kept for so many connections, which is no growth.
    if (turn === 1) before = await child.usage(true)
    const rate = Math.round(timesSent * median(peaks))
    rounds.push(await flood(aim, { connections: manyConnections, seconds: overloadSeconds, rate }))
    await wait(settlingMilliseconds)
  }
  const after = await child.usage(true)
  const peak = median(peaks)
  return {
    peak,
    goodput: median(rounds.map(goodput)),
    offered: median(rounds.map(round => round.sentCount / round.seconds)) / peak,
    shedCount: sum(rounds, round => round.statuses[503] ?? 0),
    saidWhenCount: sum(rounds, round => round.saidWhenCount),
    otherCount: sum(rounds, r => answersCount(r) - (r.statuses[200] ?? 0) - (r.statuses[503] ?? 0) + r.errorsCount),
    p99: median(rounds.map(round => round.p99)),
    heap: [mebibytes(before.heapBytes), mebibytes(after.heapBytes)],
    resident: [mebibytes(before.rssBytes), mebibytes(after.rssBytes)],
  }
}

import { median } from '../measure.ts'
import { answersCount, goodput, loadRound } from './load.ts'
import type { Subject } from './subjects.ts'

/** What one subject did in each round. */
export interface Measured {
  readonly rates: readonly number[]
  readonly p50s: readonly number[]
  readonly p99s: readonly number[]
  /** Microseconds of a processor that its process used for a request. */
  readonly costs: readonly number[]
  /** How busy its process was, of one processor. */
  readonly busy: readonly number[]
  /** Which share it turned away, as it does when the machine stands still. */
  readonly shed: readonly number[]
}
/** What was measured of each server. */
export type Turns = Readonly<Record<string, Measured>>

/** How many rounds are measured of each. */
export const roundsCount = 7
/** Connections that send at once unless more are asked for. */
export const usualConnections = 20
/** How long a round takes. */
export const roundSeconds = 3
const warmSeconds = 2

/** One round of one server: answers, and what its process took. */
export const oneRound = async ({ child, aim, name }: Subject, forSeconds: number, connections: number) => {
  const before = await child.usage()
  const round = await loadRound(aim, { connections, seconds: forSeconds })
  const after = await child.usage()
  const [all, decided, shed] = [answersCount(round), round.statuses[200] ?? 0, round.statuses[503] ?? 0]
  if (decided + shed !== all || round.errorsCount > 0)
    throw new Error(`${name} answered ${JSON.stringify(round.statuses)} with ${round.errorsCount} errors`)
  const used = after.cpuMicroseconds - before.cpuMicroseconds
  return {
    rate: goodput(round),
    p50: round.p50,
    p99: round.p99,
    cost: used / decided,
    busy: used / (round.seconds * 1e6),
    shed: shed / all,
  }
}

/** The subjects take turns, a short round each, so that whatever else the machine does falls on all alike. */
export const byTurns = async (subjects: readonly Subject[], connections = usualConnections): Promise<Turns> => {
  for (const subject of subjects) await oneRound(subject, warmSeconds, connections)
  const found = subjects.map((): Awaited<ReturnType<typeof oneRound>>[] => [])
  for (let round = 0; round < roundsCount; round += 1)
    for (const [i, subject] of subjects.entries()) found[i]!.push(await oneRound(subject, roundSeconds, connections))
  return Object.fromEntries(
    subjects.map(({ name }, i) => {
      const of = (key: keyof Awaited<ReturnType<typeof oneRound>>) => found[i]!.map(one => one[key])
      return [
        name,
        { rates: of('rate'), p50s: of('p50'), p99s: of('p99'), costs: of('cost'), busy: of('busy'), shed: of('shed') },
      ]
    }),
  )
}

/** Of the same round; of the rounds the median. */
export const ratio = (turns: Turns, key: keyof Measured, one: string, other: string): number =>
  median(turns[one]![key].map((value, round) => value / turns[other]![key][round]!))

import { median } from '../measure.ts'
import type { Subject } from './subjects.ts'
import { oneRound, roundSeconds, roundsCount } from './turns.ts'

/** This version and the version before, kept in the same place. */
export interface Both<T> {
  readonly now: T
  readonly before: T
}
const measures = ['rate', 'p50', 'p99', 'cost'] as const
type Measure = (typeof measures)[number]

/** Each the median of the rounds. The ratio is of this version to the version before in the same round. */
interface Compared extends Both<number> {
  readonly ratio: number
}
/** This version beside the one before, by what was measured. */
export type Beside = Readonly<Record<Measure, Compared>>

type Turn = Awaited<ReturnType<typeof oneRound>>
type Round = Both<readonly Turn[]>

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** What the machine does meanwhile, and a log that grows, falls on both alike if the first is the last too. */
const oneRoundOfBoth = async ({ now, before }: Both<Subject>, connections: number): Promise<Round> => {
  const turn = (subject: Subject) => oneRound(subject, roundSeconds, connections)
  const first = await turn(now)
  const between = [await turn(before), await turn(before)]
  return { now: [first, await turn(now)], before: between }
}

const comparedBy = (measure: Measure, rounds: readonly Round[]): Compared => {
  const of = (turns: readonly Turn[]) => mean(turns.map(turn => turn[measure]))
  return {
    now: median(rounds.map(round => of(round.now))),
    before: median(rounds.map(round => of(round.before))),
    ratio: median(rounds.map(round => of(round.now) / of(round.before))),
  }
}

/** One version beside the other, each with all that its connections can send. */
export const beside = async (both: Both<Subject>, connections: number): Promise<Beside> => {
  const rounds: Round[] = []
  for (let n = 0; n < roundsCount; n += 1) rounds.push(await oneRoundOfBoth(both, connections))
  const of = (measure: Measure) => comparedBy(measure, rounds)
  return { rate: of('rate'), p50: of('p50'), p99: of('p99'), cost: of('cost') }
}

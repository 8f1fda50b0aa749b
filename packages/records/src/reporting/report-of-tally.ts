import { type Shown, shown, shownOf } from './small-numbers.ts'
import type { Share, Tally } from './tally.ts'

/** How often people decided otherwise. `rate`: of those that a person decided; null where none was, or a count is left out. */
export interface OverrideRate {
  readonly name: string
  readonly decisions: Shown
  readonly decided: Shown
  readonly overridden: Shown
  readonly rate: number | null
}

export interface NamedCount {
  readonly name: string
  readonly count: Shown
}

/** Counts of decisions of a stretch of time. Null stands for a count that is left out for being small. */
export interface ActivityReport {
  /** Times in UTC; `from` null: since ever. */
  readonly from: string | null
  readonly to: string
  readonly isSuppressed: boolean
  readonly decisions: Shown
  /** Of which nothing but the envelope is left. */
  readonly erased: Shown
  /** `answer` is `(undetermined)` or `(erased)` where there is none. */
  readonly answers: readonly {
    readonly decision: string
    readonly authority: string
    readonly answer: string
    readonly count: Shown
  }[]
  readonly overridesByDecision: readonly OverrideRate[]
  /** Of the decisions that a rule bore on, erased ones aside. */
  readonly overridesByRule: readonly OverrideRate[]
  readonly withCautions: { readonly decisions: Shown; readonly by: readonly NamedCount[] }
  readonly withReadings: { readonly decisions: Shown; readonly by: readonly NamedCount[] }
  readonly challenges: { readonly count: Shown; readonly decisions: Shown; readonly answered: Shown }
  /** Seconds from the record to the first decision by a person; null where there was none, or too few. */
  readonly medianSecondsToReview: number | null
}

const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** `isWhole`: the decisions of all add up to a total that is shown. */
const ratesOf = (
  shares: ReadonlyMap<string, Share>,
  isSuppressed: boolean,
  isWhole: boolean,
): readonly OverrideRate[] => {
  const sorted = [...shares].sort(([one], [other]) => byName(one, other))
  const counts = sorted.map(([, { decisions }]) => decisions)
  const totals = isWhole ? shownOf(counts, isSuppressed) : counts.map(count => shown(count, isSuppressed))
  return sorted.map(([name, { decided, overridden }], at) => {
    const [otherwise = null, agreed = null] = shownOf([overridden, decided - overridden], isSuppressed)
    const isShown = otherwise !== null && agreed !== null && decided > 0
    return {
      name,
      decisions: totals[at] ?? null,
      decided: shown(decided, isSuppressed),
      overridden: otherwise,
      rate: isShown ? overridden / decided : null,
    }
  })
}

const countsOf = (counts: ReadonlyMap<string, number>, isSuppressed: boolean): readonly NamedCount[] =>
  [...counts]
    .sort(([one], [other]) => byName(one, other))
    .map(([name, count]) => ({ name, count: shown(count, isSuppressed) }))

type AnswerRow = ActivityReport['answers'][number]

const placeOf = ({ decision, authority, answer }: AnswerRow): string => `${decision} ${authority} ${answer}`

/** They add up to the total of their decision, and to that of all. */
const answersOf = ({ answers }: Tally, isSuppressed: boolean): readonly AnswerRow[] => {
  const rows = [...answers.values()].sort((one, other) => byName(placeOf(one), placeOf(other)))
  const decisions = [...new Set(rows.map(row => row.decision))]
  const groups = decisions.map(name => rows.filter(row => row.decision === name).map(row => row.count))
  const within = groups.flatMap(group => shownOf(group, isSuppressed))
  const counts = rows.map(row => row.count)
  const found = shownOf(counts, isSuppressed, within)
  return rows.map((row, at) => ({ ...row, count: found[at] ?? null }))
}

const medianOf = (values: readonly number[], isSuppressed: boolean): number | null => {
  if (values.length === 0 || shown(values.length, isSuppressed) === null) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return Math.round(median / 1000)
}

export const reportOfTally = (
  tally: Tally,
  { from, to }: Pick<ActivityReport, 'from' | 'to'>,
  isSuppressed: boolean,
): ActivityReport => {
  const one = (count: number): Shown => shown(count, isSuppressed)
  return {
    ...{ from, to, isSuppressed },
    decisions: one(tally.decisions),
    erased: one(tally.erased),
    answers: answersOf(tally, isSuppressed),
    overridesByDecision: ratesOf(tally.byDecision, isSuppressed, true),
    overridesByRule: ratesOf(tally.byRule, isSuppressed, false),
    withCautions: { decisions: one(tally.cautioned), by: countsOf(tally.cautions, isSuppressed) },
    withReadings: { decisions: one(tally.ambiguous), by: countsOf(tally.readings, isSuppressed) },
    challenges: { count: one(tally.challenges), decisions: one(tally.challenged), answered: one(tally.answered) },
    medianSecondsToReview: medianOf(tally.milliseconds, isSuppressed),
  }
}

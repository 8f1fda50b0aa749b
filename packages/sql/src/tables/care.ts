import { type Episodes, markEpisodes } from './care-rows.ts'
import type { CareCodes } from './codes.ts'
import type { CareTable } from './map.ts'
import type { JoinedRows } from './relation.ts'
import type { Writer } from './writer.ts'

/** Care on the day asked: the episode that is in force, or the last that had ended if none is. */
export interface CareRelation {
  readonly sql: string
  readonly now: JoinedRows
  readonly ended: JoinedRows
  /** The first day of the time in care that goes on, as a number; null if no row says so. */
  readonly since: string
  /** The last day of the episode that had ended, as a number. */
  readonly endedOn: string
  /** What contradicts a day of birth: tests. */
  readonly againstBirth: (birth: string) => readonly string[]
}

/** A table of episodes and what is read of the one in force, and of the last. */
export interface CareRead {
  readonly care: CareTable
  readonly codes: CareCodes
  readonly now: readonly string[]
  readonly ended: readonly string[]
}

/** Whether somebody was 18 by a day that is a number: a test. */
export const isAdultBy = ({ op, number }: Writer, birth: string, day: string): string => {
  const years = op.divide(op.minus(op.dayDigits(op.dayOf(day)), op.dayDigits(birth)), number(10_000))
  return op.lessOrEqual(number(18), years)
}

const numbered = (names: readonly string[], letter: string): ReadonlyMap<string, string> =>
  new Map(names.map((name, i) => [name, `${letter}${i + 1}`]))

/** Episodes as `foldChild` puts them together: those that contradict one another refuse the child. */
export const readCare = (w: Writer, alias: string, { care, codes, now, ended }: CareRead): CareRelation => {
  const { op, number } = w
  const [nowAt, endedAt] = [numbered(now, 'n'), numbered(ended, 'e')]
  const at = (name: string): string => `${alias}.${name}`
  const isThereNow = op.equal(at('i0'), number(1))
  const isThereEnded = op.every(op.equal(at('i0'), number(0)), op.equal(at('l0'), number(1)))
  return {
    sql: oneRowEach(w, { care, codes, columnAt: numbered([...new Set([...now, ...ended])], 'k') }, nowAt, endedAt),
    now: {
      isThere: isThereNow,
      columnNamed: name => at(nowAt.get(name)!),
      refusals: [op.less(number(0), at('x0')), op.isKnown(at('u0'))],
      judgedOn: w.day,
    },
    ended: {
      isThere: isThereEnded,
      columnNamed: name => op.case(isThereEnded, at(endedAt.get(name)!), 'NULL'),
      refusals: [],
      judgedOn: at('d0'),
    },
    since: op.case(isThereNow, at('s0'), 'NULL'),
    endedOn: at('d0'),
    againstBirth: birth => [
      op.less(at('f0'), op.dayNumber(birth)),
      op.every(op.isKnown(at('v0')), isAdultBy(w, birth, at('v0'))),
    ],
  }
}

type Names = ReadonlyMap<string, string>

const oneRowEach = (w: Writer, episodes: Episodes, nowAt: Names, endedAt: Names): string => {
  const { op, number } = w
  const { columnAt, care } = episodes
  const isNow = op.equal('i0', number(1))
  const isLast = op.equal('l0', number(1))
  const columns = [
    'c0',
    'MAX(i0) AS i0',
    'MAX(l0) AS l0',
    'SUM(x0) AS x0',
    'MIN(f0) AS f0',
    'MAX(d0) AS d0',
    'MAX(u0) AS u0',
    'MAX(v0) AS v0',
    `${op.case(op.equal('SUM(g0)', number(0)), 'MAX(s0)', 'NULL')} AS s0`,
    ...[...nowAt].map(([name, as]) => `MAX(${op.case(isNow, columnAt.get(name)!, 'NULL')}) AS ${as}`),
    ...[...endedAt].map(([name, as]) => {
      const isTold = name === care.ended ? op.every(isLast, op.equal('h0', number(0))) : isLast
      return `MAX(${op.case(isTold, columnAt.get(name)!, 'NULL')}) AS ${as}`
    }),
  ]
  return `SELECT ${columns.join(', ')} FROM (${markEpisodes(w, episodes)}) AS y3 GROUP BY c0`
}

import { type CareCodes, isCodeOn, type ReturnCode, type ReturnCodeList, waysToWrite } from './codes.ts'
import type { CareTable } from './map.ts'
import type { Writer } from './writer.ts'

/** A table of episodes, what its codes mean, and under which name each column is handed on that somebody reads. */
export interface Episodes {
  readonly care: CareTable
  readonly codes: CareCodes
  readonly columnAt: ReadonlyMap<string, string>
}

/** The rows as numbers of days and words: `b0` why it began, `s0` the status, `e0` why it ended. */
const readEpisodes = (w: Writer, { care, columnAt }: Episodes): string => {
  const { op, columnNamed: named, flag } = w
  const [from, to] = [named(care.from), named(care.to)]
  const columns = [
    `${named(care.child)} AS c0`,
    `${w.dayNumberIn(from)} AS f0`,
    `${w.dayNumberIn(to)} AS t0`,
    `${w.wordOf(named(care.began))} AS b0`,
    `${w.wordOf(care.status === undefined ? 'NULL' : named(care.status))} AS s0`,
    `${w.wordOf(named(care.ended))} AS e0`,
    `${flag(op.some(w.isNoDay(from), w.isNoDay(to)))} AS x0`,
    ...[...columnAt].map(([name, as]) => `${named(name)} AS ${as}`),
  ]
  return `SELECT ${columns.join(', ')} FROM ${w.tableNamed(care.table)} AS s`
}

const wordsOf = ({ codes }: ReturnCodeList, isIncluded: (code: string) => boolean = () => true): readonly string[] =>
  codes.filter(one => isIncluded(one.code)).flatMap(waysToWrite)

/** Whether a word is one of some codes that may be used on a day; nothing passes if there are none. */
const isAnyOn = (
  w: Writer,
  word: string,
  { codes }: ReturnCodeList,
  isIncluded: (code: ReturnCode) => boolean,
  day: string,
): string => {
  const some = codes.filter(isIncluded).map(code => isCodeOn(w, word, code, day))
  return some.length === 0 ? w.isAmong(word, []) : w.op.some(...some)
}

/** To each row the one before it (`p…`), the day on which the present time in care began (`a0`), that on which the last episode ended (`d0`), and the last day on which one began (`z0`). */
const linkEpisodes = (w: Writer, episodes: Episodes): string => {
  const { op, day, number } = w
  const { periods, began } = episodes.codes
  const order = `PARTITION BY c0 ORDER BY COALESCE(f0, t0), COALESCE(t0, ${number(10_000_000)})`
  const begins = wordsOf(began, code => periods.begins.includes(code))
  const isBeginning = op.every(w.isAmong('b0', begins), op.lessOrEqual('f0', day))
  const linked = [
    ...['c0', 'f0', 't0', 'b0', 's0', 'e0', 'x0', ...episodes.columnAt.values()],
    ...['f0', 't0', 'e0'].map(name => `LAG(${name}) OVER (${order}) AS p${name}`),
    `ROW_NUMBER() OVER (${order}) AS r0`,
    `MAX(${op.case(isBeginning, 'f0', 'NULL')}) OVER (PARTITION BY c0) AS a0`,
    `MAX(${op.case(op.lessOrEqual('t0', day), 't0', 'NULL')}) OVER (PARTITION BY c0) AS d0`,
    'MAX(f0) OVER (PARTITION BY c0) AS z0',
  ]
  const someCell = ['f0', 't0', 'b0', 's0', 'e0'].map(name => op.isKnown(name))
  const isEpisode = op.some(...someCell, op.equal('x0', number(1)))
  return `SELECT ${linked.join(', ')} FROM (${readEpisodes(w, episodes)}) AS y1 WHERE ${isEpisode}`
}

/** To each row, as 1 or 0: in force (`i0`), the last that ended (`l0`), wrong (`x0`), no part of the time in care (`g0`), an end of which nothing follows (`h0`), and the last day of who left as an adult and came again (`u0`), or would have if 18 by then (`v0`). */
export const markEpisodes = (w: Writer, episodes: Episodes): string => {
  const { op, day, number, flag } = w
  const { codes, columnAt } = episodes
  const { goesOn, endsAnyStay, shortBreaks } = codes.periods
  const stays = wordsOf(codes.status, code => !shortBreaks.includes(code))
  const isShortBreak = isNo(w, w.isAmong('s0', stays))
  const isInTime = op.every(op.lessOrEqual('a0', 'f0'), op.lessOrEqual('f0', day))
  const isSound = op.every(isNo(w, isShortBreak), isLinked(w, codes, goesOn))
  const endsNothing = op.every(
    isShortBreak,
    isAnyOn(w, 'e0', codes.ended, ({ code }) => !endsAnyStay.includes(code), 't0'),
  )
  /** The last day of who left as an adult and came again. */
  const before = (when: 'facts' | 'factsAtEighteen'): string => {
    const isGrownUp = isAnyOn(w, 'e0', codes.ended, one => one[when]?.careExitRoute === 'aged-out', 't0')
    return op.case(op.every(op.lessOrEqual('t0', 'z0'), isGrownUp), 't0', 'NULL')
  }
  const marked = [
    ...['c0', 'f0', 'd0', ...columnAt.values()],
    'a0 AS s0',
    `${flag(op.every(op.lessOrEqual('f0', day), op.some(op.isNull('t0'), op.less(day, 't0'))))} AS i0`,
    `${flag(op.equal('t0', 'd0'))} AS l0`,
    `${flag(isWrong(w, number(1)))} AS x0`,
    `${flag(op.every(isInTime, isNo(w, isSound)))} AS g0`,
    `${flag(endsNothing)} AS h0`,
    `${before('facts')} AS u0`,
    `${before('factsAtEighteen')} AS v0`,
  ]
  return `SELECT ${marked.join(', ')} FROM (${linkEpisodes(w, episodes)}) AS y2`
}

/** Whether a test does not hold, also if it is not known. */
const isNo = ({ op, number, flag }: Writer, test: string): string => op.equal(flag(test), number(0))

/** Whether a row is the first of the time in care, or goes on from the row before it. */
const isLinked = (w: Writer, codes: CareCodes, goesOn: readonly string[]): string => {
  const { op } = w
  const isGoingOn = isAnyOn(w, 'pe0', codes.ended, ({ code }) => goesOn.includes(code), 'pt0')
  const isEnd = isAnyOn(w, 'pe0', codes.ended, ({ code }) => !goesOn.includes(code), 'pt0')
  const isNext = op.equal('pt0', 'f0')
  const isBeginKnown = w.isAmong('b0', wordsOf(codes.began))
  const startsWell = op.every(op.equal('f0', 'a0'), isNo(w, op.every(isNext, isGoingOn)))
  const goesOnWell = op.every(op.less('a0', 'f0'), isNext, op.some(isGoingOn, op.every(isBeginKnown, isNo(w, isEnd))))
  return op.some(startsWell, goesOnWell)
}

/** Whether a row contradicts itself or the one before it. */
const isWrong = ({ op }: Writer, one: string): string =>
  op.some(
    op.equal('x0', one),
    op.lessOrEqual('t0', 'f0'),
    op.every(op.isNull('t0'), op.isKnown('e0')),
    op.every(op.less(one, 'r0'), op.isKnown('f0'), op.isKnown('pf0'), op.some(op.isNull('pt0'), op.less('f0', 'pt0'))),
  )

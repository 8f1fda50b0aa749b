import type { Rules } from '@virtual-school/rules/internal'
import { findList, waysToWrite } from './codes.ts'
import type { RowPick } from './map.ts'
import type { Writer } from './writer.ts'

/** A part of the source that has at most one row a child. */
export interface JoinedRows {
  /** Whether there is a row: a test. */
  readonly isThere: string
  /** Where a column of the table stands. */
  readonly columnNamed: (name: string) => string
  /** Tests of which each refuses the child. */
  readonly refusals: readonly string[]
  /** The day by which its codes are judged, as a number. */
  readonly judgedOn: string
}

/** A pick and what is read of it. */
export interface Picked {
  readonly pick: RowPick
  readonly columns: readonly string[]
  /** The episode of care in force, if there is a table of episodes. */
  readonly careNow: JoinedRows | undefined
}

/** A relation with its select, whose column `c0` is the child. */
export interface PickedRow extends JoinedRows {
  readonly sql: string
}

/** Of the rows in force on the day asked, the one that began last. */
export const pickRow = (rules: Rules, w: Writer, alias: string, { pick, columns, careNow }: Picked): PickedRow => {
  const { op, columnNamed: named, day, number, flag } = w
  const at = new Map(columns.map((name, i) => [name, `k${i + 1}`]))
  const carried = [...at.values()]
  const from = named(pick.from)
  const to = pick.to === undefined ? undefined : named(pick.to)
  const wrong = [
    w.isNoDay(from),
    ...(to === undefined ? [] : [w.isNoDay(to), op.less(w.dayNumberIn(to), w.dayNumberIn(from))]),
  ]
  const read = [
    `${named(pick.child)} AS c0`,
    `${w.dayNumberIn(from)} AS f0`,
    ...(to === undefined ? [] : [`${w.dayNumberIn(to)} AS t0`]),
    `${named(pick.tie)} AS q0`,
    `${flag(op.some(...wrong))} AS x0`,
    ...[...at].map(([name, as]) => `${named(name)} AS ${as}`),
  ]
  const only = pick.only === undefined ? '' : ` WHERE ${isIncluded(rules, w, pick.only)}`
  const rows = `SELECT ${read.join(', ')} FROM ${w.tableNamed(pick.table)} AS s${only}`
  const isOpen = to === undefined ? [] : [op.some(op.isNull('t0'), op.less(day, 't0'))]
  const inForce = op.some(op.equal('x0', number(1)), op.every(op.lessOrEqual('f0', day), ...isOpen))
  const ranked = [
    'c0',
    'x0',
    ...carried,
    'ROW_NUMBER() OVER (PARTITION BY c0 ORDER BY x0 DESC, f0 DESC, q0 DESC) AS n0',
    'COUNT(*) OVER (PARTITION BY c0) AS m0',
  ]
  const counted = `SELECT ${ranked.join(', ')} FROM (${rows}) AS r0 WHERE ${inForce}`
  const isOnly =
    pick.ifSeveral === 'unknown' ? ` AND ${op.some(op.equal('m0', number(1)), op.equal('x0', number(1)))}` : ''
  const several = pick.ifSeveral === 'refused' ? [op.less(number(1), `${alias}.m0`)] : []
  const inCare = pick.inCare === true && careNow !== undefined ? [careNow.isThere] : []
  return {
    sql: `SELECT ${['c0', 'x0', 'm0', ...carried].join(', ')} FROM (${counted}) AS r1 WHERE ${op.equal('n0', number(1))}${isOnly}`,
    isThere: op.every(op.isKnown(`${alias}.c0`), ...inCare),
    columnNamed: name => {
      const column = `${alias}.${at.get(name)}`
      return inCare.length === 0 ? column : op.case(inCare[0]!, column, 'NULL')
    },
    refusals: [op.equal(`${alias}.x0`, number(1)), ...several],
    judgedOn: day,
  }
}

const isIncluded = (rules: Rules, w: Writer, { column, words = [], list }: NonNullable<RowPick['only']>): string => {
  const codes = list === undefined ? [] : findList(rules, list)!.codes.flatMap(waysToWrite)
  return w.isAmong(w.wordOf(w.columnNamed(column)), [...words, ...codes])
}

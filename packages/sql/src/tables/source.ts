import type { Issue } from '@virtual-school/rules'
import { birthFact, type Rules } from '@virtual-school/rules/internal'
import type { Dialect } from '../dialects/dialect.ts'
import type { DayAsked } from '../question/day-asked.ts'
import { type CareRelation, readCare } from './care.ts'
import { checkMeaning } from './check-meaning.ts'
import { mapShape } from './check-shape.ts'
import { findCareCodes, findList, waysToWrite } from './codes.ts'
import type { DeathRecord, TableMap } from './map.ts'
import { type JoinedRows, pickRow } from './relation.ts'
import { tellFacts } from './told.ts'
import { createWriter, type Writer } from './writer.ts'

/** The column that says of a row, as 1 or 0, that nothing may be answered. No fact has such a name. */
export const refusedColumn = 'is_refused'

/** Checks a map for an engine; what is wrong with it is added to the issues. */
export const checkTableMap = (rules: Rules, dialect: Dialect, map: unknown, issues: Issue[]): map is TableMap => {
  const found: Issue[] = []
  const at = { path: ['tables'], issues: found }
  mapShape(dialect)(map, at)
  if (found.length === 0) checkMeaning(rules, map as TableMap, at)
  issues.push(...found)
  return found.length === 0
}

/** The select of children with the facts that a map tells, of a map that was checked. */
export const selectFrom = (rules: Rules, dialect: Dialect, map: TableMap, day: DayAsked): string => {
  const w = createWriter(dialect, day)
  const { op, named } = w
  const child = `c.${named(map.child.id)}`
  const { care, picks, relations } = relate(rules, w, map)
  const [careSince, endedOn] = care === undefined ? ['NULL', 'NULL'] : [care.since, care.endedOn]
  const told = tellFacts({ rules, map, w, relations, careSince, endedOn })
  const birth = told.expressions.get(birthFact)
  const deaths = map.deaths.map((one, i) => findDeath(rules, w, one, `d${i + 1}`))
  const refusals = [
    ...[...relations.values()].flatMap(one => one.refusals),
    ...told.refusals,
    ...deaths.map(one => one.test),
    ...(birth === undefined || care === undefined ? [] : care.againstBirth(birth)),
  ]
  const columns = [
    `${child} AS ${named('id')}`,
    ...[...told.expressions].map(([name, expression]) => `${expression} AS ${named(name)}`),
    `${refusals.length === 0 ? w.number(0) : w.flag(op.some(...refusals))} AS ${named(refusedColumn)}`,
  ]
  const joined = (sql: string, alias: string): string => `\nLEFT JOIN (${sql}) AS ${alias} ON ${alias}.c0 = ${child}`
  return [
    `SELECT ${columns.join(', ')} FROM ${w.tableNamed(map.child.table)} AS c`,
    ...(care === undefined ? [] : [joined(care.sql, 'a')]),
    ...picks.map(([, { sql }], i) => joined(sql, `p${i + 1}`)),
    ...deaths.flatMap(({ sql }, i) => (sql === undefined ? [] : [joined(sql, `d${i + 1}`)])),
  ].join('')
}

/** What a map reads of each child, by the names that it uses. */
const relate = (rules: Rules, w: Writer, map: TableMap) => {
  const care = joinCare(rules, w, map)
  const picks = Object.entries(map.rows ?? {}).map(
    ([name, pick], i) =>
      [name, pickRow(rules, w, `p${i + 1}`, { pick, columns: columnsOf(map, name), careNow: care?.now })] as const,
  )
  const child: JoinedRows = {
    isThere: w.op.isKnown(`c.${w.named(map.child.id)}`),
    columnNamed: name => `c.${w.named(name)}`,
    refusals: [],
    judgedOn: w.day,
  }
  const ofCare =
    care === undefined
      ? []
      : ([
          ['careNow', care.now],
          ['careEnded', care.ended],
        ] as const)
  return { care, picks, relations: new Map<string, JoinedRows>([['child', child], ...ofCare, ...picks]) }
}

/** The columns of a row that some fact reads. */
const columnsOf = ({ facts }: TableMap, of: string): readonly string[] => [
  ...new Set(
    Object.values(facts).flatMap(({ from }) =>
      from.flatMap(one => ('column' in one && one.of === of ? [one.column] : [])),
    ),
  ),
]

const joinCare = (rules: Rules, w: Writer, map: TableMap): CareRelation | undefined => {
  const { care } = map
  if (care === undefined) return undefined
  const codes = findCareCodes(rules, care.as)!
  return readCare(w, 'a', { care, codes, now: columnsOf(map, 'careNow'), ended: columnsOf(map, 'careEnded') })
}

/** Who died by the day asked: a test and, if it is said in another table, the select of these children. */
const findDeath = (
  rules: Rules,
  w: Writer,
  death: DeathRecord,
  alias: string,
): { readonly test: string; readonly sql?: string } => {
  const { op, columnNamed: named, day } = w
  if (!('table' in death)) {
    const cell = `c.${w.named(death.column)}`
    return { test: op.some(w.isNoDay(cell), op.lessOrEqual(w.dayNumberIn(cell), day)) }
  }
  const codes = findList(rules, death.list)!.codes.filter(one => one.records === 'death')
  const isDeath = w.isAmong(w.wordOf(named(death.column)), codes.flatMap(waysToWrite))
  const on = death.on === undefined ? 'NULL' : w.dayNumberIn(named(death.on))
  const where = death.on === undefined ? isDeath : op.every(isDeath, op.some(op.isNull(on), op.lessOrEqual(on, day)))
  return {
    test: op.isKnown(`${alias}.c0`),
    sql: `SELECT DISTINCT ${named(death.child)} AS c0 FROM ${w.tableNamed(death.table)} AS s WHERE ${where}`,
  }
}

import type { CodeSet, TableOfReturn } from '../language/codes.ts'
import type { Fact } from '../language/facts.ts'
import { checkFacts } from './code-facts.ts'
import { type Reporter, reportUnknown } from './conditions.ts'
import { reportTwice } from './vocabulary.ts'

/** Of each part of a row, whether its column holds codes, days, or anything. */
const kindOfPart = {
  birth: 'days',
  from: 'days',
  to: 'days',
  on: 'days',
  began: 'codes',
  status: 'codes',
  ended: 'codes',
  case: 'anything',
} as const

/** Every column, code and fact that a table names is there, and a part of a row is in a column of its kind. */
export const checkCodeTables = (set: CodeSet, facts: ReadonlyMap<string, Fact>, report: Reporter): void => {
  const ids = set.tables.map(one => one.id)
  reportTwice(ids, i => `/tables/${i}/id`, 'table', report)
  const known = new Set([...set.columns.map(one => one.name), ...set.identifiers, ...set.unused])
  set.councils.forEach((name, i) => {
    if (!set.unused.includes(name)) reportUnknown(report, `/councils/${i}`, 'column', name, set.unused)
  })
  set.tables.forEach((table, i) => {
    const at = `/tables/${i}`
    for (const member of ['anyOf', 'child', 'alsoChild', 'columns', 'notRead'] as const)
      table[member].forEach((name, j) => {
        if (!known.has(name)) reportUnknown(report, `${at}/${member}/${j}`, 'column', name, known)
      })
    for (const member of ['anyOf', 'notRead'] as const)
      table[member].forEach((name, j) => {
        if (known.has(name) && !table.columns.includes(name))
          report(`${at}/${member}/${j}`, 'unknown-name', 'It is not among the columns of this table.')
      })
    checkParts(set, table, known, at, report)
    checkPeriods(set, table, facts, at, report)
  })
}

const checkParts = (
  { columns }: CodeSet,
  { parts = {} }: TableOfReturn,
  known: ReadonlySet<string>,
  at: string,
  report: Reporter,
): void => {
  for (const [part, kind] of Object.entries(kindOfPart)) {
    const name = parts[part as keyof typeof kindOfPart]
    if (name === undefined) continue
    const place = `${at}/parts/${part}`
    const column = columns.find(one => one.name === name)
    if (!known.has(name)) reportUnknown(report, place, 'column', name, known)
    else if (kind === 'anything') continue
    else if (column === undefined) report(place, 'not-allowed-here', `“${name}” is not a column that is read.`)
    else if ((column.list === undefined) !== (kind === 'days'))
      report(place, 'kind-mismatch', `A column of ${kind} is expected here.`)
  }
}

const checkPeriods = (
  { columns, lists }: CodeSet,
  { rows, parts, periods }: TableOfReturn,
  facts: ReadonlyMap<string, Fact>,
  at: string,
  report: Reporter,
): void => {
  const isCare = rows === 'episode' || rows === 'period'
  if (isCare && periods === undefined)
    report(`${at}/periods`, 'missing-member', 'What makes up a time in care is to be said of such rows.')
  if (isCare && parts?.from === undefined)
    report(`${at}/parts`, 'missing-member', 'Which column says when it began, “from”, is to be said of such rows.')
  if (periods === undefined) return
  const codesOf = (part: string | undefined): ReadonlySet<string> => {
    const list = columns.find(one => one.name === part)?.list
    return new Set(lists.find(one => one.id === list)?.codes.map(one => one.code))
  }
  const check = (codes: readonly string[], held: ReadonlySet<string>, place: string): void =>
    codes.forEach((code, i) => {
      if (!held.has(code)) reportUnknown(report, `${at}/periods/${place}/${i}`, 'code in that column', code, held)
    })
  check(periods.begins, codesOf(parts?.began), 'begins')
  check(periods.goesOn, codesOf(parts?.ended), 'goesOn')
  check(periods.endsAnyStay, codesOf(parts?.ended), 'endsAnyStay')
  check(periods.shortBreaks, codesOf(parts?.status), 'shortBreaks')
  periods.firstStatus.forEach((one, i) => {
    check(one.codes, codesOf(parts?.status), `firstStatus/${i}/codes`)
    checkFacts(one.facts, facts, `${at}/periods/firstStatus/${i}/facts`, report)
  })
}

import type { CellTest, CodeSet, ReturnColumn } from '../language/codes.ts'
import type { Fact } from '../language/facts.ts'
import { checkFacts } from './code-facts.ts'
import { type Reporter, reportUnknown } from './conditions.ts'
import { reportTwice } from './vocabulary.ts'

/** Every heading means one thing, and every column, list, code and fact that is named is there. */
export const checkCodeColumns = (set: CodeSet, facts: ReadonlyMap<string, Fact>, report: Reporter): void => {
  const headings = [
    ...set.columns.flatMap(({ name, also }, i) => [
      { name, at: `/columns/${i}/name` },
      ...also.map((one, j) => ({ name: one, at: `/columns/${i}/also/${j}` })),
    ]),
    ...set.identifiers.map((name, i) => ({ name, at: `/identifiers/${i}` })),
    ...set.unused.map((name, i) => ({ name, at: `/unused/${i}` })),
  ]
  // Systems write the same heading in small letters or capitals.
  const names = headings.map(one => one.name.toLowerCase())
  reportTwice(names, i => headings[i]!.at, 'column', report)
  set.columns.forEach((column, i) => {
    const at = `/columns/${i}`
    checkKind(column, set, facts, at, report)
    checkFacts(column.facts ?? {}, facts, `${at}/facts`, report)
    checkFacts(column.beside ?? {}, facts, `${at}/beside`, report)
    checkIsHere(column, facts, at, report)
    column.when.forEach((test, j) => checkTest(test, set, `${at}/when/${j}`, report))
  })
}

const checkKind = (
  { list, fact: name }: ReturnColumn,
  set: CodeSet,
  facts: ReadonlyMap<string, Fact>,
  at: string,
  report: Reporter,
): void => {
  const lists = set.lists.map(one => one.id)
  if (list !== undefined && !lists.includes(list)) reportUnknown(report, `${at}/list`, 'list', list, lists)
  if (name === undefined) return
  const fact = facts.get(name)
  if (list !== undefined) report(`${at}/fact`, 'not-allowed-here', 'A column of codes has its facts beside each code.')
  else if (fact === undefined) reportUnknown(report, `${at}/fact`, 'fact', name, facts.keys(), 'unknown-fact')
  else if (fact.type !== 'date')
    report(`${at}/fact`, 'kind-mismatch', `The column holds dates, and “${name}” is a fact of type ${fact.type}.`)
}

const checkIsHere = (
  { isHere, list }: ReturnColumn,
  facts: ReadonlyMap<string, Fact>,
  at: string,
  report: Reporter,
): void => {
  if (isHere === undefined) return
  if (list === undefined) report(`${at}/isHere`, 'not-allowed-here', 'The column has no list of councils.')
  const fact = facts.get(isHere)
  if (fact === undefined) reportUnknown(report, `${at}/isHere`, 'fact', isHere, facts.keys(), 'unknown-fact')
  else if (fact.type !== 'boolean')
    report(`${at}/isHere`, 'kind-mismatch', `It is told as yes or no, and “${isHere}” is a fact of type ${fact.type}.`)
}

const checkTest = (test: CellTest, set: CodeSet, at: string, report: Reporter): void => {
  const { column: name, is, codes, otherThan } = test
  const column = set.columns.find(one => one.name === name)
  if (column === undefined) {
    const names = set.columns.map(one => one.name)
    return reportUnknown(report, `${at}/column`, 'column that is read', name, names)
  }
  if ([is, codes, otherThan].filter(one => one !== undefined).length !== 1)
    report(at, 'malformed', 'A test has one of “is”, “codes” and “otherThan”.')
  const list = set.lists.find(one => one.id === column.list)
  const held = new Set(list?.codes.map(one => one.code))
  checkNamed(codes, held, `${at}/codes`, report)
  checkNamed(otherThan, held, `${at}/otherThan`, report)
  if (column.list === undefined || is === undefined || is.every(state => state === 'blank')) return
  const message = `“${name}” is a column of codes; it can be blank, but neither before nor after a day.`
  report(`${at}/is`, 'kind-mismatch', message)
}

const checkNamed = (codes: readonly string[] = [], held: ReadonlySet<string>, at: string, report: Reporter): void =>
  codes.forEach((code, i) => {
    if (!held.has(code)) reportUnknown(report, `${at}/${i}`, 'code in that column', code, held)
  })

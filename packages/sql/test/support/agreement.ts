import type { Rules } from '../../../rules/src/internal.ts'
import type { ColumnAbout, DialectName, ResultColumn, SqlRequest } from '../../src/index.ts'
import { writeSql } from '../../src/index.ts'
import type { Cell, Engine, Row } from './engines.ts'

export interface Question {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
}

type Facts = Readonly<Record<string, Cell | undefined>>
type Decision = Exclude<ReturnType<Rules['evaluate']>, { readonly issues: unknown }>

const listOf = (names: readonly string[]): string => names.join(';')

/** What a column should say of a decision. */
const wanted = (found: Decision, about: ColumnAbout, rules: Rules): Cell | undefined => {
  const missing = (what: 'answer' | 'detail'): string => {
    const names = found.missing.filter(one => one.for === what).map(one => one.fact)
    return listOf(rules.facts.map(one => one.name).filter(name => names.includes(name)))
  }
  switch (about.kind) {
    case 'status':
      return found.status
    case 'answer':
      return found.answer
    case 'possible-answers':
      return listOf(found.possibleAnswers)
    case 'requirement':
      return found.requirements.find(one => one.id === about.id)?.status ?? null
    case 'requirement-applies':
      return found.requirements.find(one => one.id === about.id)?.applies ?? null
    case 'item':
      return (
        (found.lists[about.list] ?? []).find(one => one.item === about.item && one.verb === about.verb)?.status ?? null
      )
    case 'missing':
      return missing('answer')
    case 'missing-details':
      return missing('detail')
    case 'cautions':
      return listOf(found.cautions.map(one => one.code))
    case 'not-weighed':
      return listOf((found.notWeighed ?? []).map(one => one.id))
    case 'rules':
      return found.rules.digest
    default:
      return undefined
  }
}

/** The deadlines that a row tells, in their order, each as a line. */
const deadlinesOf = (columns: readonly ResultColumn[], row: Row): readonly string[] =>
  columns.flatMap(({ name, about }) => {
    if (about.kind !== 'deadline' || row[name] === null) return []
    const due = columns.find(one => one.about.kind === 'due' && one.about.place === about.place)!
    return [`${about.action} ${about.role} ${row[name]} ${row[due.name]}`]
  })

/** What `evaluate` says of each row; undefined if the row is refused. */
export const evaluateAll = (
  rules: Rules,
  question: Question,
  rows: readonly Facts[],
): readonly (Decision | undefined)[] =>
  rows.map(facts => {
    const found = rules.evaluate({ ...question, trace: 'none', facts } as Parameters<Rules['evaluate']>[0])
    return 'issues' in found ? undefined : found
  })

/** Columns that say something of a row that is refused, too. */
const alwaysSaid: readonly ColumnAbout['kind'][] = ['id', 'status', 'rules', 'speaks-from', 'speaks-to']

/** What differs between the query and what `evaluate` says, row by row, as lines. */
export const listDifferences = async (
  rules: Rules,
  engine: Omit<Engine, 'run'>,
  question: Question,
  rows: readonly Facts[],
  decisions: readonly (Decision | undefined)[] = evaluateAll(rules, question, rows),
): Promise<readonly string[]> => {
  const { columns, sql } = write(rules, question, engine.dialect)
  await engine.fill(rows)
  const found = [...(await engine.ask(sql))].sort((a, b) => Number(a.id) - Number(b.id))
  if (found.length !== rows.length) return [`${found.length} rows of ${rows.length}`]
  return rows.flatMap((facts, i) =>
    differencesOf(rules, columns, decisions[i], found[i]!).map(
      one => `${one}: ${engine.dialect} ${JSON.stringify({ ...question, facts })}`,
    ),
  )
}

const differencesOf = (
  rules: Rules,
  columns: readonly ResultColumn[],
  decision: Decision | undefined,
  row: Row,
): readonly string[] => {
  const differs = (what: string, right: unknown, said: unknown): string[] =>
    right === said ? [] : [`${what} is ${right} by evaluate, ${said} by the query`]
  if (decision === undefined) {
    const said = columns.filter(({ name, about }) => !alwaysSaid.includes(about.kind) && row[name] !== null)
    return [...differs('status', 'refused', row.status), ...differs('said', '', said.map(one => one.name).join())]
  }
  const deadlines = decision.deadlines.map(({ action, role, status, date }) => `${action} ${role} ${status} ${date}`)
  return [
    ...columns.flatMap(({ name, about }) => {
      const right = wanted(decision, about, rules)
      return right === undefined ? [] : differs(name, right, row[name])
    }),
    ...differs('deadlines', deadlines.join(', '), deadlinesOf(columns, row).join(', ')),
  ]
}

/** A question as a query over the table `children`. */
export const write = (rules: Rules, question: Question, dialect: DialectName, more: Partial<SqlRequest> = {}) => {
  const made = writeSql(rules, { ...question, dialect, writtenOn: question.asOf, ...more })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value
}

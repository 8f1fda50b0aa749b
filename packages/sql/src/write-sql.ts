import type { Checked, CivilDate, Issue } from '@virtual-school/rules'
import { accepted, listed, nearest, type Rules, refused, withSuggestion } from '@virtual-school/rules/internal'
import { asDefined, makeColumns, type ResultColumn } from './columns.ts'
import type { Dialect } from './dialects/dialect.ts'
import { type DialectName, dialectNames, dialects } from './dialects/dialects.ts'
import { type Layer, type Layout, layOutQuery } from './form/lay-out.ts'
import { createTerms, type SqlTerm, type TermMaker } from './form/term.ts'
import { partsOfTable } from './names.ts'
import { dayAsked } from './question/day-asked.ts'
import { makeQuestion, type WorkedQuestion } from './question/question.ts'
import type { TableMap } from './tables/map.ts'
import { checkTableMap, refusedColumn, selectFrom } from './tables/source.ts'

/** A question to be written as one query. */
export interface SqlRequest {
  readonly decision: string
  /** Whose rules; absent: `england`, national rules alone. */
  readonly authority?: string | undefined
  /** The day whose law applies, `YYYY-MM-DD`; or `today`: the engine’s own day in England, each time that the query runs. */
  readonly asOf: CivilDate | 'today'
  /** The day on which the query is written. It chooses the law if `asOf` is `today`. */
  readonly writtenOn: CivilDate
  readonly dialect: DialectName
  /** The table of children: a row each, `id`, and a column for each fact that it tells, by the fact’s name. Absent: `children`. */
  readonly table?: string | undefined
  /** The facts that the table has columns for; absent: every fact. */
  readonly facts?: readonly string[] | undefined
  /** In place of `table` and `facts`: how tables that are there already tell facts. */
  readonly tables?: TableMap | undefined
  /** The name of a view to make; absent: the query alone. */
  readonly view?: string | undefined
  /** Whether the table itself sees to it that no `id` is there twice; else the query does. */
  readonly isKey?: boolean | undefined
}

/** A question as one query. */
export interface WrittenSql {
  readonly sql: string
  readonly columns: readonly ResultColumn[]
  /** The first day and the last for which the query speaks; absent if there is none. */
  readonly speaksFrom?: CivilDate | undefined
  readonly speaksTo?: CivilDate | undefined
  /** How many selects stand in one another. */
  readonly layers: number
}

/** Writes a question as one query; or gives every issue of what was asked. */
export const writeSql = (rules: Rules, asked: SqlRequest): Checked<WrittenSql> => {
  const issues: Issue[] = []
  const dialect = dialectOf(asked.dialect, issues)
  checkQuestion(rules, asked, issues)
  const { tables } = asked
  const isMapped = dialect !== undefined && tables !== undefined && checkMap(rules, dialect, asked, issues)
  const columns = isMapped ? new Set(Object.keys(tables.facts)) : checkFacts(rules, asked.facts, issues)
  const table = dialect && partsOfTable(dialect, '/table', asked.table ?? 'children', issues)
  const view = dialect && asked.view !== undefined ? partsOfTable(dialect, '/view', asked.view, issues, 2) : []
  if (dialect === undefined || issues.length > 0) return refused(issues)
  const terms = createTerms()
  const { decision, authority = rules.rulebook.national, asOf, writtenOn, isKey = false } = asked
  const plain = makeQuestion(rules, terms, { decision, authority, asOf, madeOn: writtenOn, columns, isKey })
  const question = isMapped ? refusedByTables(terms, plain) : plain
  const made = makeColumns(terms, question, rules.digest)
  const layout = layOutQuery(asDefined(made))
  const nameOf = (parts: readonly string[]): string => parts.map(dialect.identifier).join('.')
  const source = isMapped
    ? selectFrom(rules, dialect, tables, dayAsked(terms, asOf))
    : `SELECT ${['id', ...columns].map(dialect.identifier).join(', ')} FROM ${nameOf(table!)}`
  const query = render(dialect, layout, source)
  return accepted({
    sql: view.length === 0 ? query : dialect.view(nameOf(view), query),
    columns: made.map(({ name, about }) => ({ name, about })),
    speaksFrom: question.from,
    speaksTo: question.to,
    layers: layout.layers.length,
  })
}

const checkMap = (rules: Rules, dialect: Dialect, { table, facts, tables }: SqlRequest, issues: Issue[]): boolean => {
  const message = '“tables” says where facts are, so “table” and “facts” cannot stand beside it.'
  if (table !== undefined || facts !== undefined) issues.push({ code: 'not-allowed-here', pointer: '/tables', message })
  return checkTableMap(rules, dialect, tables, issues)
}

/** What the tables themselves refuse, as a death, is refused too. */
const refusedByTables = ({ call, source, number }: TermMaker, question: WorkedQuestion): WorkedQuestion => ({
  ...question,
  isRefused: call('some', question.isRefused, call('notEqual', source(refusedColumn), number(0))),
})

const dialectOf = (name: unknown, issues: Issue[]): Dialect | undefined => {
  const found = dialectNames.find(one => one === name)
  if (found !== undefined) return dialects[found]
  const message = `Queries are written for ${listed(dialectNames, 'and')}.`
  const issue = { code: 'unknown-word', pointer: '/dialect', message } as const
  issues.push(typeof name === 'string' ? withSuggestion(issue, nearest(name, dialectNames)) : issue)
  return undefined
}

/** The question is asked once about a child of whom nothing is known: what is wrong with it is said by the library. */
const checkQuestion = (rules: Rules, { decision, authority, asOf, writtenOn }: SqlRequest, issues: Issue[]): void => {
  const day = asOf === 'today' ? writtenOn : asOf
  const parsed = rules.parseRequest({
    decision,
    ...(authority === undefined ? {} : { authority }),
    asOf: day,
    facts: {},
  })
  if (!parsed.ok) issues.push(...parsed.issues)
}

const checkFacts = (rules: Rules, facts: SqlRequest['facts'], issues: Issue[]): ReadonlySet<string> => {
  const names = rules.facts.filter(one => one.given === undefined).map(one => one.name)
  if (facts === undefined) return new Set(names)
  facts.forEach((name, i) => {
    if (names.includes(name)) return
    const issue = {
      code: 'unknown-fact',
      pointer: `/facts/${i}`,
      message: 'No fact of this name can be told of a child.',
    } as const
    issues.push(withSuggestion(issue, nearest(name, names)))
  })
  return new Set(facts)
}

/** A layout as text in a dialect, over a select or a table that has the columns of the source. */
const render = (dialect: Dialect, { layers, nameOf }: Layout, source: string): string => {
  const named = (name: string): string => dialect.identifier(name)
  const write = (term: SqlTerm, isTop: boolean): string => {
    const name = isTop ? undefined : nameOf.get(term)
    if (name !== undefined) return named(name)
    switch (term.kind) {
      case 'number':
        return dialect.number(term.value)
      case 'text':
        return dialect.text(term.value)
      case 'source':
        return named(term.name)
      case 'call':
        return dialect.operations[term.op](...term.of.map(one => write(one, false)))
    }
  }
  const columnsOf = ({ defined, carried }: Layer, i: number): readonly string[] => [
    ...carried.map(named),
    ...defined.map(({ name, term }) => {
      const written = write(term, i < layers.length - 1)
      return written === named(name) ? written : `${written} AS ${named(name)}`
    }),
  ]
  return dialect.stack(source, layers.map(columnsOf))
}

import type { Checked, CivilDate, Scalar } from '@virtual-school/rules'
import { accepted, type Decision, type Rules } from '@virtual-school/rules/internal'
import { type ChildFacts, listCheckChildren } from './check-children.ts'
import type { ColumnAbout, ResultColumn } from './columns.ts'
import type { Dialect } from './dialects/dialect.ts'
import { type DialectName, dialects } from './dialects/dialects.ts'
import { type SqlRequest, writeSql } from './write-sql.ts'

/** A question whose query is to be tried on an engine. If `asOf` is `today`, it is tried for the day on which the script is written. */
export interface SelfCheckRequest
  extends Pick<SqlRequest, 'decision' | 'authority' | 'asOf' | 'writtenOn' | 'dialect' | 'facts' | 'tables'> {
  /** How many children are tried beside those of the scenarios; absent: 300. */
  readonly drawnCount?: number | undefined
}

/** A script that tries a query on an engine. */
export interface SelfCheck {
  /** One statement, which reads no table and leaves none. Its rows: first how many children agree, then each that does not, with what it should say and what it says. */
  readonly sql: string
  /** The query that is tried, as it stands in the script. */
  readonly query: string
  readonly childrenCount: number
}

/**
 * Writes a script that tries a question’s query on an engine: children as values, what `evaluate` says of each, the query over
 * them, and what differs. Children of scenarios are among them if the rules were loaded whole. Gives the issues of `writeSql`.
 */
export const writeSelfCheck = (rules: Rules, asked: SelfCheckRequest): Checked<SelfCheck> => {
  const { decision, authority = rules.rulebook.national, writtenOn, dialect, drawnCount = 300 } = asked
  const asOf = asked.asOf === 'today' ? writtenOn : asked.asOf
  // A map is not tried, but the query is, over the facts that the map tells.
  const given = asked.tables === undefined ? asked.facts : Object.keys(asked.tables.facts ?? {})
  const over = { table: childrenTable, tables: undefined, facts: given, view: undefined }
  const written = writeSql(rules, { ...asked, ...over, asOf })
  if (!written.ok) return written
  const columns = rules.facts.filter(
    one => one.given === undefined && (given === undefined || given.includes(one.name)),
  )
  const facts = new Set(columns.map(one => one.name))
  const children = listCheckChildren(rules, { decision, authority, asOf, facts, drawnCount })
  const said = written.value.columns.flatMap(({ name, about }) => labelOf(name, about))
  const rows = children.map(facts => {
    const found = rules.evaluate({ decision, authority, asOf, facts, trace: 'none' })
    return { facts, shouldSay: 'issues' in found ? ' status=refused' : textOf(rules, found, said) }
  })
  const { sql: query } = written.value
  return accepted({
    sql: scriptOf({ dialect, decision, authority, asOf, columns, rows, said, query }),
    query,
    childrenCount: children.length,
  })
}

const childrenTable = 'virtual_school_children'

/** A column that is compared, and what it is called in the texts that are. */
interface Said extends ResultColumn {
  readonly label: string
}

/** What is the same of every row, or is no part of a decision, is not compared. Of several deadlines of one action the order tells them apart. */
const labelOf = (name: string, about: ColumnAbout): readonly Said[] => {
  switch (about.kind) {
    case 'id':
    case 'rules':
    case 'speaks-from':
    case 'speaks-to':
      return []
    case 'deadline':
    case 'due':
      return [{ name, about, label: `${about.kind} ${about.action} ${about.role}` }]
    default:
      return [{ name, about, label: name }]
  }
}

const pair = (label: string, value: string | null | undefined): string => (value == null ? '' : ` ${label}=${value}`)

/** What a decision says, column by column, as one text. */
const textOf = (rules: Rules, found: Decision, said: readonly Said[]): string => {
  const places = said.findIndex(one => one.about.kind === 'deadline')
  const deadlines = found.deadlines
    .map(
      ({ action, role, status, date }) =>
        `${pair(`deadline ${action} ${role}`, status)}${pair(`due ${action} ${role}`, date)}`,
    )
    .join('')
  return said
    .map(({ label, about }, i) => (i === places ? deadlines : pair(label, sayingOf(rules, found, about))))
    .join('')
}

/** What a column should say of a decision; null if nothing. Deadlines are said together. */
const sayingOf = (rules: Rules, found: Decision, about: ColumnAbout): string | null | undefined => {
  const missing = (what: 'answer' | 'detail'): string => {
    const names = new Set(found.missing.filter(one => one.for === what).map(one => one.fact))
    return rules.facts.flatMap(one => (names.has(one.name) ? [one.name] : [])).join(';')
  }
  switch (about.kind) {
    case 'status':
      return found.status
    case 'answer':
      return found.answer
    case 'possible-answers':
      return found.possibleAnswers.join(';')
    case 'requirement':
      return found.requirements.find(one => one.id === about.id)?.status
    case 'requirement-applies':
      return found.requirements.find(one => one.id === about.id)?.applies
    case 'item':
      return found.lists[about.list]?.find(one => one.item === about.item && one.verb === about.verb)?.status
    case 'missing':
      return missing('answer')
    case 'missing-details':
      return missing('detail')
    case 'cautions':
      return found.cautions.map(one => one.code).join(';')
    case 'not-weighed':
      return (found.notWeighed ?? []).map(one => one.id).join(';')
    default:
      return null
  }
}

/** What a script needs to know of an engine beside its dialect. */
interface EngineWords {
  /** The types of a table of children, by those of facts. */
  readonly types: Readonly<Record<Rules['facts'][number]['type'], string>>
  readonly dayAsText: (day: string) => string
  readonly emptyText: string
  /** Whether columns of values have to be named where they stand. */
  readonly namesValues: boolean
}

const plainTypes = { boolean: 'BOOLEAN', integer: 'INTEGER', date: 'DATE' }

const engines: Readonly<Record<DialectName, EngineWords>> = {
  duckdb: {
    types: { ...plainTypes, enum: 'VARCHAR' },
    dayAsText: day => `CAST(${day} AS VARCHAR)`,
    emptyText: `''`,
    namesValues: false,
  },
  postgres: {
    types: { ...plainTypes, enum: 'TEXT' },
    dayAsText: day => `TO_CHAR(${day}, 'YYYY-MM-DD')`,
    emptyText: `''`,
    namesValues: false,
  },
  spark: {
    types: { ...plainTypes, enum: 'STRING' },
    dayAsText: day => `CAST(${day} AS STRING)`,
    emptyText: `''`,
    namesValues: false,
  },
  tsql: {
    types: { boolean: 'BIT', integer: 'INT', date: 'DATE', enum: 'NVARCHAR(200)' },
    dayAsText: day => `CONVERT(NVARCHAR(10), ${day}, 23)`,
    emptyText: `CAST(N'' AS NVARCHAR(MAX))`,
    namesValues: true,
  },
  sqlite: {
    types: { boolean: 'INTEGER', integer: 'INTEGER', date: 'TEXT', enum: 'TEXT' },
    dayAsText: day => day,
    emptyText: `''`,
    namesValues: false,
  },
}

interface Script {
  readonly dialect: DialectName
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  readonly columns: Rules['facts']
  readonly rows: readonly { readonly facts: ChildFacts; readonly shouldSay: string }[]
  readonly said: readonly Said[]
  readonly query: string
}

const scriptOf = ({ dialect: name, decision, authority, asOf, columns, rows, said, query }: Script): string => {
  const [dialect, engine] = [dialects[name], engines[name]]
  const named = dialect.identifier
  const isTold = new Set(
    rows.flatMap(one => Object.entries(one.facts).flatMap(([fact, value]) => (value === null ? [] : [fact]))),
  )
  const told = columns.filter(one => isTold.has(one.name))
  const given = ['id', ...told.map(one => one.name), 'should_say'].map(named).join(', ')
  const cells = rows.map(({ facts, shouldSay }, i) =>
    [i + 1, ...told.map(one => cellOf(dialect, facts[one.name])), dialect.text(shouldSay)].join(', '),
  )
  const summary = [0, ...told.map(() => 'NULL'), 'NULL'].join(', ')
  const children = columns.map(
    one =>
      `CAST(${isTold.has(one.name) ? named(one.name) : 'NULL'} AS ${engine.types[one.type]}) AS ${named(one.name)}`,
  )
  const agrees = dialect.operations.isText('f.says', 'g.should_say')
  const count = (of: string): string => `CAST(${of} AS ${engine.types.enum})`
  return `-- Whether this engine answers ${decision} (${authority}, ${asOf}) as the rules do, tried on ${rows.length} children who do not exist.
-- One statement. It reads no table and leaves none. The first row says how many children agree; each other row is one that does not.
WITH given (${given}) AS (SELECT * FROM (VALUES
${[summary, ...cells].map(one => `(${one})`).join(',\n')}
) AS v${engine.namesValues ? ` (${given})` : ''}),
${named(childrenTable)} AS (SELECT ${[named('id'), ...children].join(', ')} FROM given WHERE should_say IS NOT NULL),
found AS (
${query}
),
told AS (SELECT ${named('id')} AS child, ${saysOf(dialect, engine, said)} AS says FROM found),
compared AS (SELECT g.${named('id')} AS child, g.should_say, f.says, CASE WHEN g.should_say IS NULL THEN 0 WHEN ${agrees} THEN 1 ELSE 0 END AS agrees FROM given AS g LEFT JOIN told AS f ON f.child = g.${named('id')}),
counted AS (SELECT child, should_say, says, agrees, SUM(agrees) OVER () AS agreeing, COUNT(*) OVER () - 1 AS tried FROM compared)
SELECT child, CASE WHEN child = 0 THEN ${dialect.operations.concat(count('agreeing'), dialect.text(' of '), count('tried'), dialect.text(' children agree'))} ELSE ${dialect.text('differs')} END AS outcome, should_say, says
FROM counted WHERE agrees = 0 ORDER BY child
`
}

const cellOf = (dialect: Dialect, value: Scalar | null | undefined): string => {
  if (value == null) return 'NULL'
  if (typeof value === 'string') return dialect.text(value)
  return String(Number(value))
}

/** How many texts are put together at once: an engine takes so many, and stands so many in one another. */
const atOnce = 50

/** What the query says of a row, as one text. */
const saysOf = (dialect: Dialect, engine: EngineWords, said: readonly Said[]): string => {
  const { concat, isNull } = dialect.operations
  const parts = said.map(({ name, about, label }) => {
    const column = dialect.identifier(name)
    const value = about.kind === 'due' ? engine.dayAsText(column) : column
    return `CASE WHEN ${isNull(column)} THEN ${engine.emptyText} ELSE ${concat(dialect.text(` ${label}=`), value)} END`
  })
  const pieces = Array.from({ length: Math.ceil(parts.length / atOnce) }, (_, i) =>
    concat(engine.emptyText, ...parts.slice(i * atOnce, (i + 1) * atOnce)),
  )
  return concat(engine.emptyText, ...pieces)
}

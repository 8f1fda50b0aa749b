import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import type { Scalar } from '../language/values.ts'
import { type OpenRow, placeOf } from './cells.ts'
import { issueAt, type Remark } from './remarks.ts'

/** A row that a fact is from: the name of its table, its line, and the column that told it. */
export interface RowSource {
  readonly table: string
  readonly line: number
  readonly column: string
}

/** Facts that stand or fall together, and the rows that tell them. */
export interface Telling {
  readonly facts: Readonly<Record<string, Scalar>>
  /** Told only if these are told too. */
  readonly beside?: Readonly<Record<string, Scalar>>
  /** given: a column of that fact · dated: what the days of rows say · column: what stands in a column, the first of a return first */
  readonly kind: 'given' | 'dated' | 'column'
  readonly rank: number
  readonly rows: readonly OpenRow[]
  /** The name of the column, as the return has it. */
  readonly column: string
}

/** What tellings come to: facts with their rows. */
export interface Settled {
  readonly facts: Readonly<Record<string, Scalar>>
  readonly sources: Readonly<Record<string, readonly RowSource[]>>
}

const weights: Readonly<Record<Telling['kind'], number>> = { given: 0, dated: 1, column: 2 }
const careStatus = 'careStatus'

/**
 * One value for each fact. What was given counts first, then what follows from days, then columns: of one return in its order.
 * If that leaves two values, the fact stays unknown; of care status, the child has an issue.
 */
export const settle = (tellings: readonly Telling[], remarks: Remark[]): Checked<Settled> => {
  const plain = settlePlain(tellings)
  if (plain !== undefined) return accepted(plain)
  const status = settleFact(careStatus, tellings)
  if (status !== undefined && status.values.size > 1) return refused([saysBoth(status.tellings, careStatus)])
  const value = status?.tellings.at(0)?.facts[careStatus]
  const standing = tellings.filter(({ facts }) => facts[careStatus] === undefined || facts[careStatus] === value)
  if (standing.length < tellings.length)
    remarks.push(
      setAside(
        tellings.filter(one => !standing.includes(one)),
        careStatus,
      ),
    )
  const facts: Record<string, Scalar> = {}
  const sources: Record<string, readonly RowSource[]> = {}
  for (const withBeside of [false, true])
    for (const name of namesIn(standing, withBeside)) {
      const able = standing.filter(
        one => (one.beside === undefined || isBeside(one.beside, facts)) && name in one.facts,
      )
      const found = settleFact(name, able)
      if (found === undefined) continue
      if (found.values.size > 1) remarks.push(setAside(found.tellings, name))
      else {
        facts[name] = found.tellings[0]!.facts[name]!
        sources[name] = sourcesOf(found.tellings)
        remarks.push(...disagreeing(name, found.tellings[0]!, able))
      }
    }
  return accepted({ facts, sources })
}

/** As nearly all children are: every fact is told once, and depends on no other. Undefined if it is not so. */
const settlePlain = (tellings: readonly Telling[]): Settled | undefined => {
  const facts: Record<string, Scalar> = {}
  const sources: Record<string, readonly RowSource[]> = {}
  for (const telling of tellings) {
    if (telling.beside !== undefined) return undefined
    const rows = sourcesOf([telling])
    for (const name in telling.facts) {
      if (facts[name] !== undefined) return undefined
      facts[name] = telling.facts[name]!
      sources[name] = rows
    }
  }
  return { facts, sources }
}

/** The names that are told, first those that depend on no other. */
const namesIn = (tellings: readonly Telling[], withBeside: boolean): readonly string[] => {
  const names = new Set<string>()
  for (const { facts, beside } of tellings)
    if ((beside !== undefined) === withBeside) for (const name in facts) names.add(name)
  return [...names]
}

const isBeside = (beside: Readonly<Record<string, Scalar>>, facts: Readonly<Record<string, Scalar>>): boolean =>
  Object.entries(beside).every(([name, value]) => facts[name] === value)

/** The tellings of a fact that weigh most, and the values they have. */
const settleFact = (
  name: string,
  tellings: readonly Telling[],
): { readonly values: ReadonlySet<Scalar>; readonly tellings: readonly Telling[] } | undefined => {
  const all = tellings.filter(({ facts }) => facts[name] !== undefined)
  if (all.length === 0) return undefined
  const heaviest = Math.min(...all.map(one => weights[one.kind]))
  const weighed = all.filter(one => weights[one.kind] === heaviest)
  const first = weighed.filter(one => !weighed.some(other => setOf(other) === setOf(one) && other.rank < one.rank))
  return { values: new Set(first.map(one => one.facts[name]!)), tellings: first }
}

const setOf = ({ rows }: Telling): string => rows[0]!.table.set.id

/** Another return that says something else of a fact is not silently left aside. What was given is meant to win. */
const disagreeing = (name: string, taken: Telling, tellings: readonly Telling[]): readonly Remark[] => {
  if (taken.kind === 'given') return []
  const others = tellings.filter(one => one.facts[name] !== taken.facts[name] && setOf(one) !== setOf(taken))
  return others.length === 0 ? [] : [setAside(others, name)]
}

/** Rows as sources, each once and in order. */
const sourcesOf = (tellings: readonly Telling[]): readonly RowSource[] => {
  const [first] = tellings
  if (tellings.length === 1) return first!.rows.map(row => sourceOf(row, first!.column))
  const all = tellings.flatMap(({ rows, column }) => rows.map(row => sourceOf(row, column)))
  return all.filter((one, i) => all.findIndex(other => isSameSource(one, other)) === i).sort(bySource)
}

const sourceOf = ({ table, line }: OpenRow, column: string): RowSource => ({ table: table.name, line, column })
const isSameSource = (a: RowSource, b: RowSource): boolean => bySource(a, b) === 0 && a.column === b.column
const bySource = (a: RowSource, b: RowSource): number =>
  a.table === b.table ? a.line - b.line : a.table < b.table ? -1 : 1

const linesOf = (tellings: readonly Telling[]): string =>
  sourcesOf(tellings)
    .map(({ table, line }) => `${table}, line ${line}`)
    .join('; ')

const firstRow = (tellings: readonly Telling[]): OpenRow =>
  [...tellings.flatMap(one => one.rows)].sort((a, b) => a.line - b.line)[0]!

const saysBoth = (tellings: readonly Telling[], name: string): Issue =>
  issueAt(
    placeOf(firstRow(tellings)),
    'contradiction',
    `Rows say different things of “${name}” (${linesOf(tellings)}). Put the wrong one right, or leave it out.`,
  )

const setAside = (tellings: readonly Telling[], name: string): Remark => ({
  kind: 'set-aside',
  ...issueAt(
    placeOf(firstRow(tellings)),
    'contradiction',
    `Not all rows agree on “${name}”, and it was not taken from some of them (${linesOf(tellings)}).`,
  ),
})

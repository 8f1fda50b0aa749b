import { proposedFact } from '../../compile/decisions.ts'
import type { Rulebook } from '../../compile/rulebook.ts'
import type { ParsedRequest } from '../request/parse-request.ts'
import { listTelling } from '../request/supplied.ts'
import { supplyFromBirth } from './birth.ts'
import { type Column, codeOf, copyOf, unknownIn } from './column.ts'

/** What is known of many children once everything is supplied that nobody need give, by the fact’s place in the vocabulary. */
export interface Supplied {
  readonly columns: Map<number, Column>
  /** Codes of facts that follow from the question and the day, and are the same of every child. */
  readonly settled: ReadonlyMap<number, number>
  /** 1 of each child whose date of birth cannot be so; undefined if there is no such column. */
  readonly isRefused: Uint8Array | undefined
}

/** Supplies what `parseRequest` supplies for one child: age and school age by the date of birth, what follows from the day, and the action that is proposed. A fact among `compared` gets a column. */
export const supplyColumns = (
  rulebook: Rulebook,
  request: Pick<ParsedRequest, 'asOf' | 'decision' | 'supplied' | 'values'>,
  count: number,
  given: ReadonlyMap<number, Column>,
  compared: ReadonlySet<number>,
): Supplied => {
  const columns = new Map(given)
  const settled = new Map<number, number>()
  for (const index of request.supplied) settled.set(index, codeOf(rulebook.facts[index]!, request.values[index]!))
  const isRefused = supplyFromBirth(rulebook, request.asOf, count, columns)
  if (rulebook.semantics > 1) supplyProposed(rulebook, request, count, columns)
  // A column of a fact that is settled says it again, or something else: what each child’s contradictions tell. And what is compared
  // with another fact has to have a column.
  for (const [index, code] of settled) {
    if (!columns.has(index) && !compared.has(index)) continue
    settled.delete(index)
    fillColumn(rulebook, index, count, columns, () => code)
  }
  return { columns, settled, isRefused }
}

/** Replaces a column by one in which what was not known is what `codeFor` says of the child; undefined if it cannot say. */
const fillColumn = (
  rulebook: Rulebook,
  index: number,
  count: number,
  columns: Map<number, Column>,
  codeFor: (child: number) => number | undefined,
): void => {
  const column = copyOf(rulebook.facts[index]!, columns.get(index), count)
  const unknown = unknownIn(column)
  for (let child = 0; child < count; child += 1)
    if (column[child] === unknown) column[child] = codeFor(child) ?? unknown
  columns.set(index, column)
}

/** The action that a fact tells from which only that action can follow, if the question is about several. */
const supplyProposed = (
  rulebook: Rulebook,
  { decision }: Pick<ParsedRequest, 'decision'>,
  count: number,
  columns: Map<number, Column>,
): void => {
  const fact = rulebook.factsByName.get(proposedFact)
  const { proposes } = decision
  if (fact === undefined || proposes === undefined || proposes.length === 1) return
  const telling = listTelling(rulebook).flatMap(one => {
    const column = columns.get(one.index)
    if (column === undefined || !proposes.includes(one.proposed)) return []
    return [{ column, told: codeOf(rulebook.facts[one.index]!, one.value), proposed: codeOf(fact, one.proposed) }]
  })
  if (telling.length === 0) return
  fillColumn(
    rulebook,
    fact.index,
    count,
    columns,
    child => telling.find(({ column, told }) => column[child] === told)?.proposed,
  )
}

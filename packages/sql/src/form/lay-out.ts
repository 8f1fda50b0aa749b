import { type Operation, type SqlTerm, testOperations } from './term.ts'

/** A column that a layer works out. */
export interface Defined {
  readonly name: string
  readonly term: SqlTerm
}

/** One select over the layer before it, or over the source. */
export interface Layer {
  readonly defined: readonly Defined[]
  /** Columns of the layer before that a later one needs. */
  readonly carried: readonly string[]
}

/** A query in layers. In each of them a term that has a name is that column. */
export interface Layout {
  readonly layers: readonly Layer[]
  readonly nameOf: ReadonlyMap<SqlTerm, string>
}

/** How large a term may grow before a part of it gets a column of its own. */
const largest = 60

/**
 * Puts terms into layers: what is needed twice is worked out once and has a column, and each layer reads only the one before it.
 * `outputs` are the columns of the last layer.
 */
export const layOutQuery = (outputs: readonly Defined[]): Layout => {
  const uses = countUses(outputs.map(one => one.term))
  const nameOf = new Map<SqlTerm, string>()
  const levelOf = new Map<SqlTerm, number>()
  const sizeOf = new Map<SqlTerm, number>()
  const defined: Defined[][] = []
  const visit = (term: SqlTerm): void => {
    if (levelOf.has(term)) return
    const parts = term.kind === 'call' ? term.of : []
    parts.forEach(visit)
    const below = parts.reduce((most, one) => Math.max(most, levelOf.get(one)!), 0)
    const size = parts.reduce((sum, one) => sum + sizeOf.get(one)!, 1)
    const isShared = (uses.get(term) ?? 0) > 1 || size > largest
    if (!isShared || !isColumn(term)) {
      levelOf.set(term, below)
      sizeOf.set(term, size)
      return
    }
    const name = `w${nameOf.size + 1}`
    nameOf.set(term, name)
    levelOf.set(term, below + 1)
    sizeOf.set(term, 1)
    defined[below] ??= []
    defined[below].push({ name, term })
  }
  for (const { term } of outputs) visit(term)
  const last = outputs.reduce((most, one) => Math.max(most, levelOf.get(one.term)!), 0)
  const all = Array.from({ length: last }, (_, i) => defined[i] ?? [])
  return { layers: addCarried([...all, outputs], nameOf), nameOf }
}

const tests: ReadonlySet<Operation> = new Set(testOperations)

/** A test has no value of its own, and a literal needs no column. */
const isColumn = (term: SqlTerm): boolean => term.kind === 'call' && !tests.has(term.op) && term.op !== 'null'

const countUses = (roots: readonly SqlTerm[]): ReadonlyMap<SqlTerm, number> => {
  const uses = new Map<SqlTerm, number>()
  const visit = (term: SqlTerm): void => {
    const before = uses.get(term) ?? 0
    uses.set(term, before + 1)
    if (before === 0 && term.kind === 'call') term.of.forEach(visit)
  }
  roots.forEach(visit)
  return uses
}

/** The columns that terms read of the layers before, without looking into terms that have columns. */
const columnsRead = (term: SqlTerm, nameOf: ReadonlyMap<SqlTerm, string>, isTop: boolean, found: Set<string>): void => {
  const name = isTop ? undefined : nameOf.get(term)
  if (name !== undefined) found.add(name)
  else if (term.kind === 'source') found.add(term.name)
  else if (term.kind === 'call') for (const one of term.of) columnsRead(one, nameOf, false, found)
}

const addCarried = (all: readonly (readonly Defined[])[], nameOf: ReadonlyMap<SqlTerm, string>): readonly Layer[] => {
  const layers: Layer[] = []
  let needed = new Set<string>()
  for (const defined of all.toReversed()) {
    const isDefined = new Set(defined.map(one => one.name))
    const carried = [...needed].filter(name => !isDefined.has(name))
    layers.push({ defined, carried })
    const isTop = (term: SqlTerm) => isDefined.has(nameOf.get(term) ?? '')
    const next = new Set<string>(carried)
    for (const { term } of defined) columnsRead(term, nameOf, isTop(term), next)
    needed = next
  }
  return layers.toReversed()
}

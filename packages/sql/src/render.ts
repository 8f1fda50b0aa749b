import type { Dialect } from './dialects/dialect.ts'
import type { Layer, Layout } from './form/lay-out.ts'
import type { SqlTerm } from './form/term.ts'

/** A layout as text in a dialect, over a select or a table that has the columns of the source. */
export const render = (dialect: Dialect, { layers, nameOf }: Layout, source: string): string => {
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

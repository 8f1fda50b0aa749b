import type { Cell, Table } from '../table.ts'
import { madeUpWord } from './made-up-words.ts'

/** One name in so many has a line break, as cells that people typed into have. */
const breaksEvery = 50

/** The table with a column of names behind the others, which nobody reads. */
export const namedTable = (table: Table): Table => ({
  ...table,
  headings: [...table.headings, 'SURNAME'],
  rowsOf: (child, council) => {
    const word = madeUpWord(child.id)
    const name = Number(child.id.slice(1)) % breaksEvery === 0 ? `${word}\r\n${word}` : word
    return table.rowsOf(child, council).map(cells => [...cells, name])
  },
})

/** The table with the rows of each child in the other order. */
export const newestFirst = (table: Table): Table => ({
  ...table,
  rowsOf: (child, council) => table.rowsOf(child, council).toReversed(),
})

const emptyCells: readonly Cell[] = ['', '']

/** The table with a column that counts before the others; behind them the council, the year and two columns that are empty. */
export const exportedTable = (table: Table, council: string, year: string): Table => {
  const [counter, rest] = [[''], ['LA', 'YEAR', ...emptyCells.map(String)]]
  return {
    ...table,
    headings: [...counter, ...table.headings, ...rest],
    rowsOf: (child, of) =>
      table.rowsOf(child, of).map((cells, i) => [`${child.id.slice(1)}${i}`, ...cells, council, year, ...emptyCells]),
  }
}

import type { ReportSection } from '@virtual-school/records'

/** The first column of numbers of a table as bars, of at most 100. The table has the numbers too. */
export type Drawing = readonly { readonly name: string; readonly value: string; readonly length: number }[]

const [longest, mostBars] = [100, 12]

const numberOf = (cell: string | undefined): number => Number((cell ?? '').replaceAll(',', ''))

/** A table as bars; undefined if there is nothing to compare, or too much for a picture. */
export const drawingOf = ({ head, rows, texts }: ReportSection): Drawing | undefined => {
  if (texts !== 1 || head[0] === '' || rows.length < 2 || rows.length > mostBars) return undefined
  // A small number that is left out has no bar.
  const values = rows.map(row => (Number.isFinite(numberOf(row[1])) ? numberOf(row[1]) : 0))
  const most = Math.max(...values)
  if (most === 0) return undefined
  return rows.map(([name = '', value = ''], at) => ({
    name,
    value,
    length: Math.round((values[at]! / most) * longest),
  }))
}

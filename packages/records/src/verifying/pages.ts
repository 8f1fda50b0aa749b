import type { Faults } from './fault.ts'
import type { Pages, Stored } from './source.ts'

/** Whether every value of a row could be read. */
export const isWhole = <Row>(row: Stored<Row>): row is Stored<Row> & Row =>
  !Object.values(row as object).includes(undefined)

/** Whether every value could be read and none is null, as of a table whose columns are never null. */
export const isFull = <Row>(
  row: Stored<Row>,
): row is Stored<Row> & { readonly [C in keyof Row]: NonNullable<Row[C]> } =>
  isWhole(row) && !Object.values(row as object).includes(null)

/**
 * All rows of a table in order, a page at a time. Stops, with a fault, at a page that ends in a place that cannot be read: what
 * comes after it could not be asked for.
 */
export async function* everyPage<Row>(
  pages: Pages<Row>,
  { by, limit, faults }: { readonly by: keyof Row; readonly limit: number; readonly faults: Faults },
): AsyncGenerator<readonly Stored<Row>[], void, undefined> {
  for (let after: string | number | undefined; ; ) {
    const page = await pages(after, limit)
    if (page.length > 0) yield page
    if (page.length < limit) return
    const last = page.at(-1)?.[by]
    if (typeof last !== 'string' && typeof last !== 'number') {
      faults.add('unreadable', `Rows after one whose “${String(by)}” cannot be read could not be looked at.`)
      return
    }
    after = last
  }
}

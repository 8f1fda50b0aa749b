import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinRows } from '../src/gathering/join-rows.ts'
import { rowsOfChild } from '../src/gathering/row-form.ts'
import { createRowStore, type RowLimits, startLimits } from '../src/gathering/row-store.ts'

interface Row {
  readonly child: string
  readonly table: number
  readonly line: number
  readonly cells: readonly string[]
}

const tablesCount = 3

/** The rows of files, stored each file by itself and then joined. */
const joined = (files: readonly (readonly Row[])[], limits: RowLimits = startLimits()) => {
  const join = joinRows()
  for (const rows of files) {
    const store = createRowStore(limits)
    for (const { child, table, line, cells } of rows) store.add(child, table, line, cells)
    join.add(store.close(tablesCount))
  }
  return join.close()
}

/** The same by a map. */
const byChild = (files: readonly (readonly Row[])[]) => {
  const found = new Map<string, Omit<Row, 'child'>[]>()
  let count = 0
  for (const [file, rows] of files.entries())
    for (const { child, table, ...row } of rows) {
      count += 1
      // A row that names no child is a child of its own.
      const key = child === '' ? `\n${count}` : child
      found.set(key, [...(found.get(key) ?? []), { table: file * tablesCount + table, ...row }])
    }
  return [...found.values()]
}

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'é', '漢字', '😀', 'A', '14/05/2013', '\u001F', '\0'),
  fc.string({ minLength: 38, maxLength: 200 }),
)
const names = fc.constantFrom('', 'A', 'B', 'é', 'A ', '\nfile 1', '14/05/2013')
const rows = fc.record({
  child: names,
  table: fc.nat(tablesCount - 1),
  line: fc.nat(4_000_000_000),
  cells: fc.array(fc.oneof(texts, names), { maxLength: 6 }),
})

describe('rows of files that were joined', () => {
  it('are those of each child, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(rows, { maxLength: 30 }), { maxLength: 5 }), files => {
        const stored = joined(files)
        const expected = byChild(files)
        expect(stored.childrenCount).toBe(expected.length)
        expect(expected.map((_, child) => rowsOfChild(stored, child))).toEqual(expected)
      }),
    )
  })

  it('may be of many children, and of columns with more texts than are listed', () => {
    const files = [0, 1].map(file =>
      Array.from({ length: 20_000 }, (_, i) => ({
        child: `S${(i * 7) % 19_000}`,
        table: 0,
        line: i,
        cells: [`S${(i * 7) % 19_000}`, `text ${i * (file + 1)}`, 'same'],
      })),
    )
    const stored = joined(files)
    const expected = byChild(files)
    expect(stored.childrenCount).toBe(19_000)
    expect(expected.map((_, child) => rowsOfChild(stored, child))).toEqual(expected)
  })

  it('may lie in more than one piece of memory, and be nearly as long', () => {
    const long = 'x'.repeat(900_000)
    const file = Array.from({ length: 40 }, (_, i) => ({
      child: `${i % 7}`,
      table: 1,
      line: i,
      cells: [String(i), i % 3 === 0 ? long : ''],
    }))
    const stored = joined([file, file])
    const expected = byChild([file, file])
    // Compared one by one: a difference of so much text takes minutes to print.
    for (const [child, own] of expected.entries())
      for (const [i, { line, cells }] of rowsOfChild(stored, child).entries())
        expect(line === own[i]!.line && cells.every((cell, at) => cell === own[i]!.cells[at])).toBe(true)
  })
})

describe('the limits', () => {
  const row = (line: number, text = 'x'): Row => ({ child: String(line), table: 0, line, cells: [text] })

  it('are so many rows and no more, of all files together', () => {
    expect(joined([[row(1), row(2)], [row(1)]], startLimits(3)).childrenCount).toBe(2)
    expect(() =>
      joined(
        [
          [row(1), row(2)],
          [row(1), row(2)],
        ],
        startLimits(3),
      ),
    ).toThrow(/more rows/)
  })

  it('are so many bytes, of which what a small file leaves free does not count', () => {
    const long = 'x'.repeat(900_000)
    expect(() => joined([Array.from({ length: 100 }, (_, i) => row(i, long))], startLimits(1_000, 16 * 1_024))).toThrow(
      /more rows/,
    )
    const small = Array.from({ length: 1_000 }, () => [row(1)])
    expect(joined(small, startLimits(1_000, 16 * 1_024)).childrenCount).toBe(1)
  })

  it('let no row through that is longer than a piece of memory', () => {
    const cells = Array.from({ length: 5 }, () => 'x'.repeat(1_000_000))
    expect(() => joined([[{ child: '1', table: 0, line: 2, cells }]])).toThrow(/holds more text/)
  })
})

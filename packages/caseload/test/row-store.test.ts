import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRowStore, rowsOfChild } from '../src/gathering/row-store.ts'

const cells = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'é', '漢字', '😀')), {
  minLength: 1,
  maxLength: 6,
})

it('gives back every row of every child, in its order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(20), fc.nat(65_535), fc.nat(4_000_000_000), cells), { maxLength: 80 }),
      rows => {
        const store = createRowStore()
        const places = new Map<number, number>()
        const expected: { table: number; line: number; cells: readonly string[] }[][] = []
        for (const [name, table, line, texts] of rows) {
          const child = places.get(name) ?? places.size
          places.set(name, child)
          store.add(child, table, line, texts)
          expected[child] ??= []
          expected[child].push({ table, line, cells: texts.map(one => one.replaceAll('\u001F', ' ')) })
        }
        const stored = store.close()
        expect(stored.childrenCount).toBe(expected.length)
        expect(expected.map((_, child) => rowsOfChild(stored, child))).toEqual(expected)
      },
    ),
  )
})

it('holds more than one piece of memory, and rows that are nearly as long', () => {
  const store = createRowStore()
  const long = 'x'.repeat(900_000)
  for (let i = 0; i < 40; i += 1) store.add(i % 7, 1, i, [String(i), i % 3 === 0 ? long : ''])
  const stored = store.close()
  for (let child = 0; child < 7; child += 1)
    for (const { line, cells: found } of rowsOfChild(stored, child))
      expect([found[0], found[1]!.length]).toEqual([String(line), line % 3 === 0 ? long.length : 0])
})

it('takes so many rows and bytes and no more, and says at which line that was', () => {
  const few = createRowStore({ rows: 3, bytes: 1_024 ** 3 })
  for (let i = 0; i < 3; i += 1) few.add(i, 0, i + 2, ['x'])
  expect(() => few.add(3, 0, 5, ['x'])).toThrow(/more rows/)
  const small = createRowStore({ rows: 1_000, bytes: 16 * 1_024 * 1_024 })
  expect(() => {
    for (let i = 0; i < 100; i += 1) small.add(i, 0, i, ['x'.repeat(900_000)])
  }).toThrow(/more rows/)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realRules as rules } from '../../../rules/test/support/law.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { createTerms } from '../../src/form/term.ts'
import { type DialectName, dialectNames, type TableMap, writeSql } from '../../src/index.ts'
import { dayAsked } from '../../src/question/day-asked.ts'
import { checkTableMap, selectFrom } from '../../src/tables/source.ts'
import { nameSlots, smallMap, wordSlots } from './small-map.ts'
import { tableEngines } from './tables.ts'

const pieces = [
  ...[
    "'",
    '"',
    ']',
    '[',
    '`',
    '\\',
    ';',
    '--',
    '/*',
    '*/',
    '\0',
    '\n',
    '\u202e',
    '\u200f',
    '\u200b',
    '\ud800',
    '\u00a0',
    '.',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE people; --',
    ']]; EXEC xp',
    "\\'; SELECT 1",
    'x'.repeat(300),
    '$$',
    '$1',
    '%s',
    '?',
    ':a',
    'NULL',
  ],
]
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('name', 'Größe', 'a b', 'ß'),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(some => some.join(''))

/** How literals and names are written by each engine, by its own documentation and not by our code. */
const tokens: Readonly<Record<DialectName, { readonly text: RegExp; readonly name: RegExp }>> = {
  duckdb: { text: /'((?:[^']|'')*)'/y, name: /"((?:[^"]|"")*)"/y },
  postgres: { text: /'((?:[^']|'')*)'/y, name: /"((?:[^"]|"")*)"/y },
  sqlite: { text: /'((?:[^']|'')*)'/y, name: /"((?:[^"]|"")*)"/y },
  spark: { text: /'((?:[^'\\]|\\[\s\S])*)'/y, name: /`((?:[^`]|``)*)`/y },
  tsql: { text: /N'((?:[^']|'')*)'/y, name: /\[((?:[^\]]|\]\])*)\]/y },
}

const unquoted = (dialect: DialectName, text: string): string =>
  dialect === 'spark' ? text.replaceAll(/\\([\s\S])/g, '$1') : text.replaceAll("''", "'")

/** What is left of a query without its literals and names, and which these are. */
const takeApart = (dialect: DialectName, sql: string) => {
  const { text, name } = tokens[dialect]
  const [texts, names] = [[] as string[], [] as string[]]
  let rest = ''
  for (let i = 0; i < sql.length; ) {
    text.lastIndex = i
    name.lastIndex = i
    const [asText, asName] = [text.exec(sql), name.exec(sql)]
    const found = asText ?? asName
    if (asText !== null) texts.push(unquoted(dialect, asText[1]!))
    else if (asName !== null) names.push(asName[1]!)
    rest += found === null ? sql[i] : '?'
    i += found === null ? 1 : found[0].length
  }
  return { rest, texts, names }
}

const write = (dialect: DialectName, map: TableMap): string | undefined =>
  checkTableMap(rules, dialects[dialect], map, [])
    ? selectFrom(rules, dialects[dialect], map, dayAsked(createTerms(), '2026-11-22'))
    : undefined

const plain = Object.fromEntries(dialectNames.map(name => [name, takeApart(name, write(name, smallMap())!)]))

test.each(dialectNames)(
  '%s: a hostile name or word is refused, or stands in the query as it is and in quotes',
  dialect => {
    const slots = [...nameSlots, ...wordSlots]
    let acceptedCount = 0
    fc.assert(
      fc.property(fc.constantFrom(...slots), hostile, (slot, text) => {
        const sql = write(dialect, smallMap({ [slot]: text }))
        if (sql === undefined) return
        acceptedCount += 1
        const { rest, texts, names } = takeApart(dialect, sql)
        // A table’s name has parts.
        const isTable = slot === 'childTable' || slot === 'planTable'
        if (!isTable) expect(rest).toBe(plain[dialect]!.rest)
        else expect(rest.replaceAll('?.', '')).toBe(plain[dialect]!.rest.replaceAll('?.', ''))
        if (wordSlots.some(one => one === slot)) expect(texts).toContain(text)
        else for (const part of isTable ? text.split('.') : [text]) expect(names).toContain(part)
      }),
      { numRuns: 1_000 },
    )
    expect(acceptedCount).toBeGreaterThan(20)
  },
)

test.each([
  ["person' OR 1=1 --", '/tables/child/id'],
  ['person"; DROP TABLE people', '/tables/child/id'],
  ['per\0son', '/tables/child/id'],
  ['per\u202eson', '/tables/child/id'],
  ['x'.repeat(300), '/tables/child/id'],
])('a name such as %j is refused with its place', (id, pointer) => {
  const asked = { decision: 'remit', asOf: '2026-11-22', writtenOn: '2026-11-22', dialect: 'duckdb' } as const
  const written = writeSql(rules, { ...asked, tables: smallMap({ id }) })
  expect(written).toMatchObject({ ok: false, issues: [{ pointer }] })
})

test.each(Object.entries({ duckdb: tableEngines.duckdb, sqlite: tableEngines.sqlite }))(
  '%s gives back words that try to be SQL as what they mean',
  async (_, open) => {
    const words = [...new Set(fc.sample(hostile, { numRuns: 400, seed: 7 }))].filter(
      word => write('duckdb', smallMap({ sendWord: word })) !== undefined,
    )
    expect(words.length).toBeGreaterThan(50)
    const { send, ...facts } = smallMap().facts
    const values = Object.fromEntries(words.map((word, i) => [word, i % 2 === 0 ? 'ehc-plan' : 'sen-support']))
    const map: TableMap = {
      ...smallMap({ childTable: 'people' }),
      facts: { ...facts, send: { ...send!, from: [{ of: 'child', column: 'send', values }] } },
    }
    const engine = await open()
    await engine.hold({
      people: {
        columns: { 'person id': 'text', died: 'day', born: 'day', send: 'text' },
        rows: words.map((word, i) => ({ 'person id': `${i}`, died: null, born: '2013-05-14', send: word })),
      },
      plans: { columns: { person: 'text', begins: 'day', ends: 'day', plan: 'text', kind: 'text' }, rows: [] },
    })
    const rows = await engine.ask(write(engine.dialect, map)!)
    await engine.close()
    const found = new Map(rows.map(row => [String(row.id), row.send]))
    expect(words.filter((word, i) => found.get(`${i}`) !== values[word])).toEqual([])
  },
)

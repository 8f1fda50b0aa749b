import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { type DialectName, dialectNames, type SqlRequest, writeSelfCheck, writeSql } from '../src/index.ts'

const day = '2026-11-22'

const ask = (dialect: DialectName, more: Partial<SqlRequest>) =>
  writeSql(rules, {
    decision: 'personal-education-plan',
    asOf: day,
    writtenOn: day,
    dialect,
    facts: ['careStatus'],
    ...more,
  })

/** Texts that end a name, a comment or a statement, or mean something else to an engine. */
const signs = [
  '"',
  "'",
  '`',
  '[',
  ']',
  '\\',
  ';',
  '--',
  '/*',
  '*/',
  '\n',
  '\r',
  '\0',
  '\u00a0',
  '\u2028',
  '\u200b',
  '＂',
  '’',
  '.',
  '..',
  ' ',
  '  ',
  ',',
  '(',
  ')',
  '$$',
  '$1',
  '?',
  ':x',
  '@@version',
  '#',
  '%',
  '=',
  '<',
  '\ufeff',
  '\u202e',
  '\ud800',
  '{{x}}',
  '#{x}',
] as const
const words = [
  'children',
  'dbo',
  'DROP TABLE children',
  'select',
  'x',
  '1',
  'ä',
  '漢',
  'UNION ALL SELECT',
  'EXEC xp_cmdshell',
  'OR 1=1',
  'é',
]
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...signs, ...words), { minLength: 1, maxLength: 6 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    'a'.repeat(2_000),
    '__proto__',
    'constructor',
    'toString',
    '1children',
    'a.b.c.d.e',
    ' children',
    'children ',
  ),
)

/** What stands between quotes of a dialect, a name or a text, and what is left without them. */
const tokens: Readonly<Record<DialectName, RegExp>> = {
  duckdb: /"((?:[^"]|"")*)"|'(?:[^']|'')*'/g,
  postgres: /"((?:[^"]|"")*)"|'(?:[^']|'')*'/g,
  sqlite: /"((?:[^"]|"")*)"|'(?:[^']|'')*'/g,
  tsql: /\[((?:[^\]]|\]\])*)\]|N'(?:[^']|'')*'/g,
  spark: /`((?:[^`]|``)*)`|'(?:[^'\\]|\\.)*'/g,
}

/** The words of a query that stand in no quotes, and the names that do. */
const taken = (dialect: DialectName, sql: string) => ({
  bare: sql.replaceAll(tokens[dialect], ' § '),
  names: new Set([...sql.matchAll(tokens[dialect])].flatMap(one => one[1] ?? [])),
})

const plain = Object.fromEntries(
  dialectNames.map(dialect => {
    const [query, view] = [ask(dialect, {}), ask(dialect, { view: 'v' })]
    if (!query.ok || !view.ok) throw new Error('refused')
    return [dialect, { query: taken(dialect, query.value.sql).bare, view: taken(dialect, view.value.sql).bare }]
  }),
) as unknown as Readonly<Record<DialectName, { readonly query: string; readonly view: string }>>

/** How many dots stand between the quoted parts of a name make no difference to what is compared. */
const undotted = (bare: string): string => bare.replaceAll(/ § (?:\. § )+/g, ' § ')

describe.each(dialectNames)('1,000 hostile names in a query for %s', dialect => {
  test.each(['table', 'view'] as const)('are refused or quoted as a %s', kind => {
    let [refusals, quotes] = [0, 0]
    fc.assert(
      fc.property(hostile, name => {
        const made = ask(dialect, { [kind]: name })
        if (!made.ok) {
          refusals += 1
          expect(made.issues.map(one => one.pointer)).toEqual([`/${kind}`])
          return
        }
        quotes += 1
        const { bare, names } = taken(dialect, made.value.sql)
        expect(undotted(bare)).toBe(undotted(plain[dialect][kind === 'view' ? 'view' : 'query']))
        for (const part of name.split('.')) {
          expect(names).toContain(part)
          expect(part).toMatch(/^[\p{L}_][\p{L}\p{N}_]*(?: [\p{L}\p{N}_]+)*$/u)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(refusals).toBeGreaterThan(100)
    expect(quotes).toBeGreaterThan(0)
  })

  test('are refused as facts, in a query and in a self-check', () => {
    const known = new Set(rules.facts.map(one => one.name))
    fc.assert(
      fc.property(hostile, name => {
        fc.pre(!known.has(name))
        const facts = ['careStatus', name]
        const refusals = [
          ask(dialect, { facts }),
          writeSelfCheck(rules, {
            decision: 'personal-education-plan',
            asOf: day,
            writtenOn: day,
            dialect,
            facts,
            drawnCount: 1,
          }),
        ]
        for (const made of refusals) expect(made.ok ? [] : made.issues.map(one => one.pointer)).toEqual(['/facts/1'])
      }),
      { numRuns: 1_000 },
    )
  })

  test('are refused as the question and the council', () => {
    const held = new Set<string>([...rules.decisions, ...rules.authorities].map(one => one.id))
    fc.assert(
      fc.property(hostile, name => {
        fc.pre(!held.has(name))
        for (const member of ['decision', 'authority'] as const) expect(ask(dialect, { [member]: name }).ok).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('names that are words of SQL are quoted', () => {
  for (const dialect of dialectNames) {
    const made = ask(dialect, { table: 'select.from', view: 'order.group by' })
    const names = made.ok ? taken(dialect, made.value.sql).names : new Set()
    expect([...names]).toEqual(expect.arrayContaining(['select', 'from', 'order', 'group by']))
  }
})

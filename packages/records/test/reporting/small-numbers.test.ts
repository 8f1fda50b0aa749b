import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizeOf } from '../../../../test/support/sizes.ts'
import { type ActivityReport, buildActivityReport } from '../../src/report/activity-report.ts'
import { countKeys, findLeftOut, isSmall, roundCount } from '../../src/report/protection.ts'
import { listTables, type Measure, measures, type Unit } from '../../src/report/units.ts'
import { boundsOf, type Relation, workedOut } from '../support/attacker.ts'

const span = { from: null, to: '2026-12-01T00:00:00.000Z' }
const reportOf = (units: readonly Unit[], isSuppressed: boolean): ActivityReport =>
  buildActivityReport({ units: [...units], open: [], activations: [], milliseconds: [] }, span, isSuppressed)

/** Every number of a report by its name, as a reader of the JSON finds it. */
const numbersIn = ({ decisions, erased, all, tables, erasures, readings, exports: copies }: ActivityReport) => {
  const found = new Map<string, number | null>([
    ['log', decisions],
    ['erased', erased.count],
    ['all withReadings', all.withReadings],
    ['all withCautions', all.withCautions],
  ])
  for (const measure of measures) found.set(`all ${measure}`, all[measure])
  for (const { by, rows } of tables)
    for (const row of rows) for (const measure of measures) found.set(`${by} ${row.name} ${measure}`, row[measure])
  for (const { name, count } of erased.byQuestion) found.set(`erased ${name}`, count)
  for (const [kind, { count, by }] of Object.entries({ erasures, readings, copies })) {
    found.set(kind, count)
    for (const one of by) found.set(`${kind} ${one.name}`, one.count)
  }
  return found
}

/** How the numbers hang together, as whoever reads the report can tell. */
const relationsIn = ({ tables, erased, erasures }: ActivityReport): readonly Relation[] => {
  const rows = (by: string) => tables.find(one => one.by === by)?.rows.map(row => row.name) ?? []
  const whole = ['month', 'council', 'client', 'question', 'answer', 'rules-version']
  const names = ['all', ...tables.flatMap(({ by }) => rows(by).map(name => `${by} ${name}`))]
  const within: readonly (readonly [Measure, Measure])[] = [
    ...measures.filter(one => one !== 'decisions').map(one => ['decisions', one] as const),
    ['decided', 'overridden'],
    ['challenged', 'unanswered'],
  ]
  return [
    { sum: 'log', parts: ['erased', 'all decisions'] },
    { sum: 'erased', parts: erased.byQuestion.map(one => `erased ${one.name}`) },
    { sum: 'erasures', parts: erasures.by.map(one => `erasures ${one.name}`) },
    ...whole.flatMap(by => measures.map(m => ({ sum: `all ${m}`, parts: rows(by).map(name => `${by} ${name} ${m}`) }))),
    ...rows('question').flatMap(question =>
      measures.map(m => ({
        sum: `question ${question} ${m}`,
        parts: rows('answer')
          .filter(name => name.startsWith(`${question}: `))
          .map(name => `answer ${name} ${m}`),
      })),
    ),
    ...names.flatMap(name =>
      within.map(([sum, part]) => ({ sum: `${name} ${sum}`, parts: [`${name} ${part}`], isAtLeast: true })),
    ),
    ...names.map(name => ({ sum: `${name} decisions`, parts: [`${name} decided`, `${name} unseen`], isAtLeast: true })),
    ...(['reading', 'caution'] as const).flatMap(by =>
      rows(by).map(name => ({
        sum: `all with${by === 'reading' ? 'Readings' : 'Cautions'}`,
        parts: [`${by} ${name} decisions`],
        isAtLeast: true,
      })),
    ),
  ]
}

/** The small counts of a log that its published report gives away. */
const givenAway = (units: readonly Unit[]): readonly string[] => {
  const [published, truth] = [reportOf(units, true), numbersIn(reportOf(units, false))]
  const numbers = numbersIn(published)
  const leftOut = (name: string) => (truth.get(name) ?? 0) > 5
  const bounds = new Map([...numbers].map(([name, shown]) => [name, boundsOf(shown, leftOut(name))]))
  const known = workedOut(bounds, relationsIn(published))
  return [...known]
    .filter(([name, { low, high }]) => isSmall(truth.get(name) ?? 0) && low === high)
    .map(([name]) => name)
}

const word = (letter: string, most: number) => fc.nat(most).map(n => `${letter}${n}`)
const after = fc
  .record({
    state: fc.constantFrom('none', 'none', 'agreed', 'otherwise'),
    challenge: fc.constantFrom('none', 'none', 'open', 'answered'),
    looked: fc.boolean(),
    untold: fc.boolean(),
  })
  .map(({ state, challenge, looked, untold }) => ({
    decided: state !== 'none',
    overridden: state === 'otherwise',
    challenged: challenge !== 'none',
    unanswered: challenge === 'open',
    unseen: state === 'none' && challenge === 'none' && !looked,
    untold,
    decidedBy: state === 'none' ? null : 'staff-1',
  }))
const decision = fc
  .record({
    month: word('2026-0', 3),
    council: word('c', 2),
    client: word('s', 1),
    question: word('q', 2),
    answer: word('a', 1),
    readings: fc.subarray(['r1', 'r2']),
    after,
    copies: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ month, council, client, question, answer, readings, after: then, copies }): Unit[] =>
    Array.from({ length: copies }, () => ({
      kind: 'decision',
      parts: [
        { month, rules: 'v1' },
        { council, question, answer, readings, cautions: [], rules: [`${question}.rule`] },
        client,
        'staff-2',
        then,
      ],
    })),
  )
const erased = fc
  .record({ question: word('q', 2), copies: fc.integer({ min: 1, max: 9 }) })
  .map(({ question, copies }): Unit[] => [
    ...Array.from({ length: copies }, (): Unit => ({ kind: 'erased', parts: [question] })),
    { kind: 'erasure', parts: ['erasure-request'] },
  ])
const log = fc
  .tuple(fc.array(decision, { minLength: 1, maxLength: 14 }), fc.array(erased, { maxLength: 3 }))
  .map(([decisions, erasures]) => [...decisions.flat(), ...erasures.flat()])

describe('counts that are rounded and left out', () => {
  it('show none of five or fewer, and the others to the nearest 10', () => {
    expect([0, 1, 4, 5].map(roundCount)).toEqual([null, null, null, null])
    expect([6, 14, 15, 24, 25, 994, 995].map(roundCount)).toEqual([10, 10, 20, 20, 30, 990, 1000])
  })

  it('give no count of 1 to 4 away to somebody who puts all numbers of a report together', () => {
    fc.assert(
      fc.property(log, units => {
        expect(givenAway(units)).toEqual([])
        for (const shown of numbersIn(reportOf(units, true)).values())
          if (shown !== null) expect(shown >= 10 && shown % 10 === 0).toBe(true)
      }),
      { numRuns: sizeOf('SMALL_NUMBERS') },
    )
  }, 3_600_000)

  it('have no table by rule or person, no list of challenges, and rates of what is shown alone', () => {
    fc.assert(
      fc.property(log, units => {
        const published = reportOf(units, true)
        expect(published.tables.map(one => one.by)).toEqual(listTables(true))
        expect(listTables(true)).not.toContain('asked-by')
        expect(published.unanswered).toBeNull()
        for (const { rows } of published.tables)
          for (const { decided, overridden, overriddenRate: rate } of rows)
            expect(rate).toBe(decided === null || overridden === null ? null : overridden / decided)
      }),
      { numRuns: 30 },
    )
  })
})

/** A decision of a month that a person decided, or none did. */
interface Small {
  readonly kind: 'small'
  readonly parts: readonly [month: string, state: 'open' | 'agreed' | 'otherwise']
}
const smallKeys = ({ parts: [month, state] }: Small): readonly string[] =>
  ['n', ...(state === 'open' ? [] : ['d']), ...(state === 'otherwise' ? ['o'] : [])].flatMap(name => [
    name,
    `${name} ${month}`,
  ])
const small = { keysOf: smallKeys, makesRow: (key: string) => key.startsWith('n ') }
const copies = (count: number, month: string, state: Small['parts'][1]): readonly Small[] =>
  Array.from({ length: count }, () => ({ kind: 'small', parts: [month, state] }))

describe('somebody who knows how it is done', () => {
  it('and tries every small log there is, finds none whose report tells a count of 1 to 4', () => {
    const cells = (['open', 'agreed', 'otherwise'] as const).flatMap(state =>
      ['1', '2'].map(month => [month, state] as const),
    )
    const names = ['n', 'd', 'o'].flatMap(name => [name, `${name} 1`, `${name} 2`])
    const most = 4
    const logs = Array.from({ length: (most + 1) ** cells.length }, (_, number) => {
      const sizes = cells.map((_, at) => Math.floor(number / (most + 1) ** at) % (most + 1))
      const units = cells.flatMap(([month, state], at) => copies(sizes[at]!, month, state))
      const [counts, left] = [countKeys({ units, keysOf: smallKeys }), findLeftOut({ units, ...small })]
      const truth = names.map(name => counts.get(name) ?? 0)
      return { sizes, truth, said: names.map((name, at) => (left.has(name) ? null : roundCount(truth[at]!))).join() }
    })
    const alike = new Map<string, typeof logs>()
    for (const one of logs) alike.set(one.said, [...(alike.get(one.said) ?? []), one])
    const told = logs
      // What one decision more would make of a larger log is not among those tried.
      .filter(one => Math.max(...one.sizes) < most)
      .filter(one =>
        names.some(
          (_, at) => isSmall(one.truth[at]!) && alike.get(one.said)!.every(other => other.truth[at] === one.truth[at]),
        ),
      )
    expect(told.map(one => one.sizes)).toEqual([])
  })

  /** Every total and row lies at an end of its stretch, so that rounding alone lets the one decision of month 0 be worked out. */
  const atTheEnds = [
    ...copies(1, '0', 'agreed'),
    ...[1, 2, 3, 4, 5, 6].flatMap(month => [...copies(14, `${month}`, 'agreed'), ...copies(1, `${month}`, 'open')]),
    ...[...copies(5, '7', 'agreed'), ...copies(10, '7', 'open')],
    ...[8, 9, 10].flatMap(month => [...copies(5, `${month}`, 'agreed'), ...copies(1, `${month}`, 'open')]),
  ]
  const boundsAfter = (left: ReadonlySet<string>) => {
    const counts = countKeys({ units: atTheEnds, keysOf: smallKeys })
    const months = Array.from({ length: 11 }, (_, month) => `${month}`)
    const bounds = [...counts].map(
      ([key, count]) => [key, boundsOf(left.has(key) ? null : roundCount(count), left.has(key))] as const,
    )
    return workedOut(new Map(bounds), [
      ...['n', 'd'].map(name => ({ sum: name, parts: months.map(month => `${name} ${month}`) })),
      ...months.map(month => ({ sum: `n ${month}`, parts: [`d ${month}`], isAtLeast: true })),
    ])
  }

  it('would learn a count from rounding alone where all numbers lie at an end, and so more is left out there', () => {
    expect(boundsAfter(new Set()).get('n 0')).toEqual({ low: 1, high: 1 })
    const left = findLeftOut({ units: atTheEnds, ...small })
    expect(left.size).toBeGreaterThan(0)
    const known = boundsAfter(left)
    for (const key of ['n 0', 'd 0']) expect(known.get(key)!.high).toBeGreaterThan(known.get(key)!.low)
  })
})

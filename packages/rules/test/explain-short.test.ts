import { describe, expect, test } from 'vitest'
import { buildExplanation, explain } from '../src/index.ts'
import type { Decision, DecisionRequest } from '../src/internal.ts'
import { decided, explainedRules } from './support/explain-fixture.ts'
import { decidedOnKite, kiteRules } from './support/short-fixture.ts'

const screen = (request: Partial<DecisionRequest>) =>
  explain(kiteRules, decidedOnKite(request), { format: 'text', detail: 'short', rest: '--full' })

const calm = { windy: false, lineHeld: false, flagUp: true, nearAirfield: false }
const storm = { windy: true, lineHeld: false, flagUp: true, nearAirfield: true, flightOn: '2026-11-20' }

describe('one screen, from beginning to end', () => {
  test('of what may not be: what is not met, who does what and when, by which day, what was not weighed', () => {
    expect(screen({ facts: storm })).toBe(`May the kite fly?
By Land’s rules, as they stood on 22 November 2026.

The kite may not fly.

Not met: somebody holds the line (law)

Who does what
  - the pilot: to agree and be told first; may advise afterwards
  - the warden: to agree first; to be told
  - the town: to be told afterwards
By when (the pilot)
  - the report on the flight, by 22 November 2026
  - the next lesson, 2 school days after the kite flies, counted from 20
    November 2026
  - No date, as school days need the school’s own calendar.

Law not weighed, which may forbid it: No kite flies in a storm.
Law not weighed: A tail is short.
Take care: A text relied on was read only as another publisher restates it.
--full adds: the rules and sources, 1 thing met, 1 text.
`)
  })

  test('of what is open, for a council of whose rules none is held', () => {
    expect(screen({ facts: { nearAirfield: false }, authority: 'brook' })).toBe(`May the kite fly?
Brook, 22 November 2026. Land’s rules answered.

It cannot yet be said whether the kite may fly.
No rule that is held of Brook’s own could change this. Ask its virtual school.
Known of its own texts, and not weighed: Brook wants a day’s notice.

Not known to be met
  - If it applies: somebody holds the line (law)
Questions that it turns on: Is it windy?

Who does what
  - Perhaps to agree and be told first; may advise afterwards: the pilot
  - Perhaps to be told: the warden
What the town gives
  - string
  - glue
  - paper
  - … and 2 more: --full
By when (the pilot, if it applies)
  - the next lesson, 2 school days after the kite flies
  - the report on the flight, 2 days after the kite flies

Law not weighed: A tail is short.
--full adds: the rules and sources, 1 question, 1 text.
`)
  })

  test('of what a law keeps open that nobody made a rule of, whatever else is known', () => {
    expect(screen({ facts: { windy: false, nearAirfield: true, flagUp: true } })).toBe(`May the kite fly?
By Land’s rules, as they stood on 22 November 2026.

It cannot yet be said whether the kite may fly.

Law not held keeps it open: ask the council’s lawyers or its virtual school
  - No kite flies in a storm

Who does what
  - the warden: to agree first
  - the town: to be told afterwards

Law not weighed: A tail is short.
Take care: A text relied on was read only as another publisher restates it.
--full adds: the rules and sources, 1 thing met, 1 text.
`)
  })

  test('of a day before the law is held whole', () => {
    expect(screen({ facts: calm, asOf: '2016-01-01' })).toBe(`May the kite fly?
By Land’s rules, as they stood on 1 January 2016.

It cannot yet be said whether the kite may fly.

Law not held keeps it open: ask the council’s lawyers or its virtual school
  - The law is held whole only from 1 January 2020.

Law not weighed: A tail is short.
--full adds: the rules and sources, 1 text.
`)
  })

  test('of nobody who has a part: not said so that it reads as “tell nobody”', () => {
    expect(screen({ facts: calm, decision: 'watchers' })).toBe(`Who watches?
By Land’s rules, as they stood on 22 November 2026.

Nobody has to watch.
Rules that are not held here may still name somebody.

Take care: A text relied on was read only as another publisher restates it.
--full adds: the rules and sources.
`)
  })

  test('by rules of semantics 1, which say neither when nor what was not weighed', () => {
    const decision = decided({
      facts: { careStatus: 'looked-after', ageYears: 14, parentAgrees: true, emergency: false, startsOn: '2026-11-23' },
    })
    expect(
      explain(explainedRules, decision, { format: 'text', detail: 'short' }),
    ).toBe(`May a reduced timetable go ahead?
Luton, 22 November 2026. By the rules of England and Luton.

It cannot yet be said whether a reduced timetable may go ahead.

Not known to be met: it is planned with the head (local policy)

Who does what
  - the head of the virtual school: may advise
By when (the child’s social worker): the first review, by 21 December 2026

Take care: A document relied on does not itself say whose it is. A text relied
  on was read only as another publisher restates it. A text relied on has not
  been seen; the rule is from memory. Words are missing from a text relied on.
The full account adds: the rules and sources, 1 thing met.
`)
  })
})

describe('a short account', () => {
  test('has the same parts in Markdown, and says how to get the rest', () => {
    const decision = decidedOnKite({ facts: storm })
    const { found, workings, appendix } = buildExplanation(kiteRules, decision, { detail: 'short' })
    expect(found.map(one => one.heading)).toEqual([
      'Answer',
      'Not met',
      'Who does what',
      'By when (the pilot)',
      'Law not weighed, which may forbid it',
      'Law not weighed',
      'Take care',
      'The full account adds',
    ])
    expect([...workings, ...appendix]).toEqual([])
    const markdown = explain(kiteRules, decision, { format: 'markdown', detail: 'short' })
    for (const { heading } of found) expect(markdown).toContain(`\n## ${heading}\n`)
    expect(markdown).toContain('\n- the report on the flight, by 22 November 2026\n')
  })

  test('is not what is given unless it is asked for', () => {
    const decision = decidedOnKite({ facts: storm })
    for (const format of ['text', 'markdown'] as const)
      expect(explain(kiteRules, decision, { format })).toBe(explain(kiteRules, decision, { format, detail: 'full' }))
    expect(buildExplanation(kiteRules, decision)).toEqual(buildExplanation(kiteRules, decision, { detail: 'full' }))
  })

  test('has parties that do the same together, and says of what nobody in particular does that it comes first', () => {
    const decision = decidedOnKite({ facts: storm })
    const item = { status: 'applies', force: 'law', because: [] } as const
    const lists = {
      people: ['pilot', 'warden', 'town'].map(id => ({ ...item, item: id, verb: 'notify', title: `the ${id}` })),
      gifts: [{ ...item, item: 'glue', when: 'before', title: 'glue' } as const],
    }
    const said = explain(kiteRules, { ...decision, lists }, { format: 'text', detail: 'short' })
    expect(said).toContain('\n  - the pilot; the warden; the town: to be told\n')
    expect(said).toContain('\n  - glue: before it goes ahead\n')
  })

  test('needs no trace', () => {
    const withTrace = decidedOnKite({ facts: storm })
    const without: Decision = { ...withTrace, trace: null }
    const said = (decision: Decision) => explain(kiteRules, decision, { format: 'text', detail: 'short' })
    expect(said(without)).toBe(said(withTrace))
  })

  test('is no wider than 80 columns, but for a word that is', () => {
    const decision = decidedOnKite({ facts: storm })
    const [first] = decision.requirements
    if (first === undefined) throw new Error('a requirement applies')
    const long = 'x'.repeat(200)
    const title = `${'a word and '.repeat(30)}${long}`
    const said = explain(
      kiteRules,
      { ...decision, requirements: [{ ...first, status: 'unmet', title }] },
      { format: 'text', detail: 'short' },
    )
    const wide = said.split('\n').filter(line => line.length > 80)
    expect(wide.map(line => line.trim().split(' ').length)).toEqual([1])
    expect(said.replace(/\s+/g, ' ')).toContain(title)
  })
})

describe('the full account', () => {
  test('says in its first lines that no rule of the council’s own could change the answer, and nowhere again', () => {
    const said = explain(kiteRules, decidedOnKite({ facts: calm, authority: 'brook' }), { format: 'text' })
    expect(said).toContain(`Answer
  Nothing is asked of the kite.
  No rule that is held of Brook’s own could change this. Ask its virtual school.
  Known of its own texts, and not weighed: Brook wants a day’s notice.
`)
    expect(said.match(/Brook’s own/g)).toHaveLength(1)
  })

  test('says of each part whether it comes first', () => {
    const said = explain(kiteRules, decidedOnKite({ facts: storm }), { format: 'text' })
    expect(said).toContain('  Applies: the pilot, to agree first (law).\n')
    expect(said).toContain('  Applies: the warden, to be told (law).\n')
  })

  test('tells of each text that was not weighed, why and where it stands', () => {
    const said = explain(kiteRules, decidedOnKite({ facts: storm }), { format: 'text' })
    expect(said).toContain(`
What was not weighed
  May forbid it: No kite flies in a storm (law).
    Why it was not weighed: Nobody has read it.
    Source: The Kite Act, section storms.
`)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LaterEvent } from '../src/account/account.ts'
import { accountOf } from '../src/account/build.ts'
import { accountAsMarkdown } from '../src/account/render.ts'
import { communicationRoles, communicationWays } from '../src/model/record-types.ts'
import { accountCase, rules } from './account-case.ts'

const accountWith = (events: readonly LaterEvent[]) => accountOf(rules, { ...accountCase(), events })
const seenIn = (events: readonly LaterEvent[]): readonly string[] => {
  const people = accountWith(events).page.parts.find(part => part.id === 'people')
  const entries = people?.sections.find(({ heading }) => heading === 'Who has seen the record')?.entries ?? []
  return entries.map(({ lead, text }) => (lead === undefined ? text : `${lead}: ${text}`))
}

let seq = 8
const seen = (given: Partial<LaterEvent>): LaterEvent => {
  seq += 1
  const rest = {
    type: 'accessed',
    client: 'local',
    actor: 'staff-4711',
    recordedAt: '2026-11-29T12:00:00.000Z',
  } as const
  return { seq, id: `${seq}`, ...rest, ...given }
}
const read = (given: Partial<LaterEvent> = {}) =>
  seen({ details: { read: 'explanation', format: 'markdown', event: '01a2' }, ...given })
const listed = (given: Partial<LaterEvent> = {}) => seen({ details: { read: 'list' }, ...given })
const copied = (given: Partial<LaterEvent> = {}) =>
  seen({
    type: 'exported',
    details: { export: 'subject', decisions: 6, texts: 4, leftOut: 0, reviewed: true },
    ...given,
  })
const everyTime = 'The same account as data (account.json in a copy) lists each time.'

describe('who has seen a record', () => {
  it('is told in one line for each person and day', () => {
    const nextDay = '2026-11-30T08:00:00.000Z'
    expect(
      seenIn([read(), listed(), read(), copied(), read(), copied({ recordedAt: nextDay }), read({ actor: 'staff-5' })]),
    ).toEqual([
      '29 November 2026: staff-4711 read it 3 times, saw it in a list once and copied it once.',
      '30 November 2026: staff-4711 copied it once.',
      '29 November 2026: staff-5 read it once.',
      everyTime,
    ])
  })

  it('says through which system, and if nobody is named', () => {
    const { actor: _, ...nobody } = read({ client: 'mosaic-luton' })
    expect(seenIn([nobody, nobody])).toEqual([
      '29 November 2026: someone who is not named read it twice (through mosaic-luton).',
      everyTime,
    ])
  })

  it('has the day of England', () => {
    expect(seenIn([read({ recordedAt: '2026-06-30T23:30:00.000Z' })])[0]).toMatch(/^1 July 2026: /)
  })

  it('tells those apart of which more was said', () => {
    const said = seenIn([read({ reason: 'The court asked.' })])
    expect(said).toEqual([
      'Read: The record was read. Recorded on 29 November 2026 at 12:00 GMT, by the member of staff with the reference staff-4711, on the machine that keeps the records.',
    ])
  })

  it('is a line for each person if there are many days', () => {
    const many = Array.from({ length: 32 }, (_, at) =>
      copied({ recordedAt: new Date(Date.UTC(2026, 9, 1 + at, 12)).toISOString() }),
    )
    expect(seenIn([...many, listed()])).toEqual([
      'staff-4711 copied it 32 times and saw it in a list once, on 33 days from 1 October 2026 to 29 November 2026.',
      everyTime,
    ])
  })

  const actor = fc.constantFrom('staff-1', 'staff-2', 'staff-3')
  const any = fc.oneof(
    ...[read, listed, copied].map(make =>
      fc
        .tuple(actor, fc.integer({ min: 0, max: 40 }))
        .map(([who, day]) => make({ actor: who, recordedAt: new Date(Date.UTC(2026, 9, 1 + day, 12)).toISOString() })),
    ),
  )
  it('is a few lines however often it was seen, which count every time, and account.json has all', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 120 }), events => {
        const lines = seenIn(events).filter(line => line !== everyTime)
        expect(lines.length).toBeLessThanOrEqual(10)
        const times = { once: 1, twice: 2 } as const
        const counted = lines
          .flatMap(line => [...line.matchAll(/ (once|twice|(\d+) times)/g)])
          .reduce((sum, [, word, number]) => sum + (number ? Number(number) : times[word as 'once' | 'twice']), 0)
        expect(counted).toBe(events.length)
        expect(accountWith(events).events).toEqual(events)
      }),
    )
  })
})

describe('the words of an account', () => {
  it('are no words of the machine', () => {
    const told = (events: readonly LaterEvent[]) => accountAsMarkdown(accountWith(events)).replaceAll('\\', '')
    const roles = communicationRoles.map(to => seen({ type: 'communicated', details: { to, way: 'in-person' } }))
    const ways = communicationWays.map(way => seen({ type: 'communicated', details: { to: 'child', way } }))
    const said = told([read(), listed(), copied(), ...roles, ...ways])
    expect(said).not.toMatch(/explanation|markdown|01a2|In the form of|Made by|Correlation|Recorded as/)
    const people = said.slice(said.indexOf('## What people decided'), said.indexOf('## If you disagree'))
    for (const word of [...communicationRoles, ...communicationWays])
      if (word.includes('-')) expect(people).not.toContain(word)
    expect(people).toContain('**To whom:** a parent or carer')
    expect(people).toContain('**How:** in person')
  })

  it('name the version of the program, and question and answer as they were recorded', () => {
    const said = accountAsMarkdown(accountWith([])).replaceAll('\\', '')
    expect(said).toContain('**Version of the program:** @virtual-school/records 1.0.0')
    expect(said).toContain('**Question and answer as recorded:** reduced-timetable: not-permitted')
  })

  it('do not say that those were told whom it is about, if it was the school', () => {
    const told = accountAsMarkdown(
      accountWith([seen({ type: 'communicated', details: { to: 'school', way: 'email' } })]),
    )
    expect(told).not.toContain('those whom it is about')
    expect(told).toContain('the school')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LaterEvent } from '../../src/account/account.ts'
import { accountOf } from '../../src/account/build.ts'
import { leftOutWords } from '../../src/account/detail-words.ts'
import { renderChanges } from '../../src/export/letter-changes.ts'
import { buildLetterFinding, type LetterFinding } from '../../src/export/letter-findings.ts'
import { renderDeciders } from '../../src/export/letter-words.ts'
import { accountCase, rules } from '../account-case.ts'

/** Events of these types, an hour apart; where an answer is given the person decided that. */
const eventsOf = (all: readonly Partial<LaterEvent>[]): readonly LaterEvent[] =>
  all.map((one, at) => ({
    ...{ seq: at + 8, id: `${at}`, type: 'reviewed', client: 'local', actor: 'staff-1' },
    recordedAt: new Date(Date.UTC(2026, 10, 23, at)).toISOString(),
    ...one,
  }))

const findingWith = (events: readonly LaterEvent[], number = 1): LetterFinding =>
  buildLetterFinding(rules.rulebook, { ...accountCase(), events }, { number, folder: '', isByOldRules: false })

/** The numbers that words such as “findings 1, 2 and 4 to 6” name. */
const numbersIn = (words: string): readonly number[] =>
  [...words.matchAll(/(\d+)(?: to (\d+))?/g)].flatMap(([, from, to]) =>
    Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, at) => Number(from) + at),
  )

describe('who decided', () => {
  const said = (decided: readonly boolean[]): string =>
    renderDeciders(decided.map((is, at) => findingWith(eventsOf(is ? [{}] : [{ type: 'accessed' }]), at + 1)))
  const y = true
  const n = false

  it.each([
    [[], 'There is nothing here to decide.'],
    [[n], 'We have no note that a person has decided yet.'],
    [[n, n, n], 'We have no note that a person has decided yet.'],
    [[y], 'A person has decided finding 1.'],
    [[y, y], 'A person has decided every finding.'],
    [[y, n, n, n, n, n], 'A person has decided finding 1. For findings 2 to 6 we have no note of a decision.'],
    [[n, y, n], 'A person has decided finding 2. For findings 1 and 3 we have no note of a decision.'],
    [
      [y, y, y, n, n, n, y, y, y, n],
      'A person has decided findings 1 to 3 and 7 to 9. For findings 4 to 6 and 10 we have no note of a decision.',
    ],
  ])('of %j', (decided, words) => {
    expect(said(decided).startsWith(words)).toBe(true)
  })

  it('names as decided those that a person decided, and the others as not', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 24 }), decided => {
        const words = said(decided)
        const has = numbersIn(/A person has decided (findings? [^.]*)\./.exec(words)?.[1] ?? '')
        const hasNot = numbersIn(/For (findings? .*) we have no note of a decision\./.exec(words)?.[1] ?? '')
        const every = decided.map((_, at) => at + 1)
        const whole = every.length === 1 ? has : /decided every finding\./.test(words) ? every : has
        expect(whole).toEqual(every.filter(number => decided[number - 1]))
        expect(words.includes('no note that a person has decided yet') ? every : hasNot).toEqual(
          every.filter(number => !decided[number - 1]),
        )
      }),
    )
  })

  it('counts what lies too far apart to be named, so that the letter stays short', () => {
    expect(said(Array.from({ length: 61 }, (_, at) => at % 2 === 0))).toContain(
      'A person has decided 31 findings. For 30 findings we have no note of a decision.',
    )
  })

  it('speaks of staff only if somebody decided', () => {
    expect(said([n])).not.toContain('Staff')
    expect(said([y])).toContain('Staff have a reference here and no name.')
  })

  it('names those of which a person decided otherwise, though a person agreed later', () => {
    const findings = [
      findingWith(eventsOf([{}]), 1),
      findingWith(eventsOf([{ type: 'overridden', answer: 'permitted', reason: 'x' }, {}]), 2),
    ]
    expect(renderDeciders(findings)).toContain('At some point a person decided otherwise than the computer: finding 2.')
    expect(renderDeciders(findings.slice(0, 1))).not.toContain('otherwise')
  })
})

describe('what changed since', () => {
  const toldTo = (number: number, to: string) =>
    findingWith(
      eventsOf([{ id: `${number}`, seq: 20 + number, type: 'communicated', details: { to, way: 'letter' } }]),
      number,
    )
  const when = '23 November 2026 at 00:00 GMT'

  it('says who was told of which finding', () => {
    expect(renderChanges([toldTo(1, 'school'), toldTo(2, 'child'), toldTo(3, 'school')])).toEqual([
      `We told the outcome to you. Finding 2, on ${when}.`,
      `We told the outcome to the school. Findings 1 and 3, last on ${when}.`,
    ])
  })

  it('says no more than that people were told, if there are many of them', () => {
    const roles = ['school', 'child', 'foster-carer', 'social-worker']
    expect(renderChanges(roles.map((to, at) => toldTo(at + 1, to)))).toEqual([
      `Someone was told the outcome. Findings 1 to 4, last on ${when}.`,
    ])
  })

  it('counts once what was done about several findings at once', () => {
    const held = eventsOf([{ type: 'held', reason: 'x' }])
    expect(renderChanges([findingWith(held, 1), findingWith(held, 2)])[0]).toMatch(/ Findings 1 and 2, on 23 /)
  })
})

const mayGoAhead = 'a reduced timetable may go ahead'
const mayNot = 'a reduced timetable may not go ahead'

describe('what a person decided', () => {
  const otherwise = { type: 'overridden', answer: 'permitted', reason: 'x' } as const

  it('is told in order: a later agreement hides no decision otherwise', () => {
    const told =
      'On 23 November 2026 at 00:00 GMT a person decided otherwise (staff reference staff-1): a reduced timetable may go ahead. On 23 November 2026 at 01:00 GMT a person looked again and agreed with the finding (staff reference staff-2).'
    const events = eventsOf([otherwise, { actor: 'staff-2' }])
    expect(findingWith(events).decided).toBe(told)
    expect(accountOf(rules, { ...accountCase(), events }).page.brief.join(' ')).toContain(told)
  })

  it('says the same of several decisions that say the same, once', () => {
    expect(findingWith(eventsOf([{}, {}, { actor: 'staff-2' }])).decided).toBe(
      '3 times, last on 23 November 2026 at 02:00 GMT, a person agreed with the finding (staff references staff-1 and staff-2).',
    )
  })

  it('says of what no answer tells where to find it, and whether it can be read', () => {
    const of = (event: Partial<LaterEvent>) => findingWith(eventsOf([{ type: 'overridden', ...event }])).decided
    expect(of({ reason: 'x' })).toMatch(
      / \(staff reference staff-1\)\. A note on the page of this finding says what\.$/,
    )
    expect(of({})).toMatch(/\. What was decided cannot be read here\.$/)
    expect(of({ reason: leftOutWords })).toMatch(/\. What was decided was left out of this copy\.$/)
  })

  const event = fc.oneof(
    fc.record({ type: fc.constant('reviewed' as const), actor: fc.constantFrom('staff-1', 'staff-2') }),
    fc.record({
      type: fc.constant('overridden' as const),
      answer: fc.constantFrom('permitted', 'not-permitted'),
      reason: fc.constant('x'),
    }),
    fc.record({ type: fc.constant('overridden' as const), reason: fc.constant('x') }),
    fc.record({ type: fc.constantFrom('challenged' as const, 'corrected' as const, 'contested' as const) }),
  )
  const outcomeOf = ({ type, answer }: Partial<LaterEvent>): string => {
    if (type === 'reviewed') return 'agreed with the finding'
    if (answer === undefined) return 'A note on the page of this finding says what.'
    return `: ${answer === 'permitted' ? mayGoAhead : mayNot}.`
  }

  it('is all in the letter and at the top of the account, whatever was recorded in whichever order', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 24 }), all => {
        const events = eventsOf(all)
        const finding = findingWith(events)
        const decisions = all.filter(({ type }) => type === 'reviewed' || type === 'overridden')
        for (const one of decisions) expect(finding.decided).toContain(outcomeOf(one))
        const last = decisions.at(-1)
        if (last === undefined) expect(finding.decided).toBe('No decision by a person is noted yet.')
        else {
          const [, end = ''] = /.*( a person .*)$/.exec(finding.decided) ?? []
          expect(end).toContain(outcomeOf(last))
        }
        const told = finding.decided.match(/(?:\d+ times, last on|On) \d/g) ?? []
        const count = told.reduce((sum, one) => sum + Number(/^(\d+) times/.exec(one)?.[1] ?? 1), 0)
        expect(count).toBe(decisions.length)
        expect(finding.decided.length).toBeLessThan(1_000)
        const brief = accountOf(rules, { ...accountCase(), events }).page.brief.join(' ')
        for (const one of decisions)
          expect(brief).toContain(outcomeOf(one).replace(/^A note.*/, 'The reason given below says what.'))
        const isOpen = /It was challenged, and no decision by a person is recorded since then\./.test(brief)
        const lastChallenge = all.findLastIndex(({ type }) => type === 'challenged' || type === 'contested')
        expect(isOpen).toBe(lastChallenge > all.findLastIndex(one => decisions.includes(one)))
        const types = new Set(all.map(({ type }) => type))
        const changes = renderChanges([finding]).join('\n')
        expect(changes.includes('Somebody challenged this')).toBe(types.has('challenged'))
        expect(changes.includes('something the computer was told was wrong')).toBe(types.has('contested'))
        expect(changes.includes('recorded in error')).toBe(types.has('corrected'))
        expect(finding.found.includes('recorded in error')).toBe(types.has('corrected'))
      }),
    )
  })
})

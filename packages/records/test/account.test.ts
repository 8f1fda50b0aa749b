import { loadRules, parseSerializedRules, serializeRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountInput } from '../src/account/account.ts'
import { accountOf } from '../src/account/build.ts'
import { accountAsHtml, accountAsMarkdown } from '../src/account/render.ts'
import { accountCase, erasedEvent, rules } from './account-case.ts'

const partOf = (input: AccountInput, id: string) => accountOf(rules, input).page.parts.find(part => part.id === id)
const told = (input: AccountInput): string => accountAsMarkdown(accountOf(rules, input)).replaceAll('\\', '')
const { opened } = accountCase()
if (opened === null) throw new Error('The case has its contents.')

describe('an account', () => {
  it('says what was asked, when, through whom, by whose rules and with which facts', () => {
    const said = told(accountCase())
    expect(said).toContain(
      '**Asked:** On 22 November 2026 at 12:00 GMT, with no member of staff named, through mosaic-luton.',
    )
    expect(said).toContain('- **Whose rules:** Luton\n- **The rules as they stood on:** 22 November 2026')
    expect(said).toContain('- Not everyone whose agreement as a parent is needed agrees.')
    expect(said).toContain('- **Asked, and not known:** Is there a date on which the reduced timetable will end?')
  })

  it('tells every requirement with its status, rule, force, source and place', () => {
    const found = partOf(accountCase(), 'found')
    const entries = found?.sections.find(section => section.heading === 'Requirements')?.entries ?? []
    expect(entries).toHaveLength(opened.result.requirements.length)
    for (const entry of entries) {
      expect(entry.lead).toMatch(/^(Met|Not met|Not known)/)
      expect(entry.text).toMatch(/\((law|.*guidance.*|local policy)\)\.$/)
      const rule = entry.under?.find(one => one.lead === 'Rule')
      expect(rule?.under?.find(one => one.lead === 'Source')?.text).toMatch(/(paragraph|line)s? \d+/)
    }
  })

  it('keeps what people did out of what the computer found', () => {
    const { events, ...rest } = accountCase()
    const without = accountOf(rules, { ...rest, events: [] }).page.parts.find(part => part.id === 'found')
    expect(partOf({ ...rest, events }, 'found')).toEqual(without)
    expect(partOf({ ...rest, events }, 'people')?.sections.map(section => section.heading)).toEqual([
      'Decided by a person',
      'What else was done',
      'Who has seen the record',
    ])
  })

  it('says who decided otherwise, when, what and why', () => {
    const said = told(accountCase())
    expect(said).toContain(
      'On 23 November 2026 at 09:15 GMT a person decided otherwise (staff reference staff-4711): a reduced timetable may go ahead.',
    )
    expect(said).toContain('by the member of staff with the reference staff-4711, through mosaic-luton.')
    expect(said).toContain('**Reason given:** The parent agreed by letter.')
  })

  it('tells instants in the time of England and says its zone, summer time too', () => {
    expect(told(accountCase())).toContain('Recorded on 25 June 2027 at 00:30 BST')
  })

  it('tells the day on which it was asked apart from the day of the law, and the record on every printed page', () => {
    const { page } = accountOf(rules, { ...accountCase(), sentBy: 'Ourshire, reference SAR-1' })
    expect(page.about).toBe(
      'Asked on 22 November 2026 at 12:00 GMT. The rules of Luton as they stood on 22 November 2026.',
    )
    expect(page.reference).toBe('Ourshire, reference SAR-1 · Record 019aab00-0000-7000-8000-000000000007')
    expect(accountOf(rules, { ...accountCase(), opened: null }).page.about).toBe(page.about)
  })

  it('tells what the command recorded in words, and an event of a later version without breaking', () => {
    const { events, ...rest } = accountCase()
    const later = { ...events[0]!, type: 'of-a-later-version' as 'reviewed', client: 'local', reason: 'x' }
    const said = told({ ...rest, events: [later] })
    expect(said).toContain('**Recorded:** Something else was recorded about it. Recorded on 23 November 2026')
    expect(said).toContain('on the machine that keeps the records.')
    expect(said).not.toContain('through local')
  })

  it('says so where nobody has decided, and where a challenge stands open', () => {
    const { events, ...rest } = accountCase()
    expect(partOf({ ...rest, events: [] }, 'people')?.lead).toEqual([
      'No decision by a person is recorded. Until there is one, this is a finding and not a decision.',
    ])
    expect(partOf({ ...rest, events }, 'people')?.lead).toEqual([
      'It was challenged, and no decision by a person is recorded since then.',
    ])
    expect(partOf({ ...rest, events: [...events].reverse() }, 'people')?.lead).toEqual([])
  })

  it('makes no address up, and shows the one that it is given', () => {
    expect(told(accountCase())).toContain('No address is given here, because the computer was not told one.')
    const said = told({ ...accountCase(), contact: 'the virtual school’s office, room 12' })
    expect(said).toContain('The virtual school’s office, room 12.')
    expect(said).not.toContain('No address is given here')
  })

  it('names the four safeguards', () => {
    expect(accountOf(rules, accountCase()).safeguards.map(one => one.id)).toEqual([
      'information',
      'representations',
      'human-intervention',
      'contest',
    ])
  })

  it('is told in the same words from rules as they are kept, without their files', () => {
    const kept = parseSerializedRules(serializeRules(rules), rules.digest)
    if (!kept.ok) throw new Error(JSON.stringify(kept.issues))
    expect(accountOf(kept.value, accountCase())).toEqual(accountOf(rules, accountCase()))
  })

  it('says so without a trace', () => {
    expect(told(accountCase('none'))).toContain('No trace was asked for.')
  })

  it.each([
    ['receipt', 'failed'],
    ['rules', 'not-kept'],
    ['replay', 'different'],
  ] as const)('warns where the check of the %s came out as %s', (check, outcome) => {
    const input = accountCase()
    const said = partOf({ ...input, checks: { ...input.checks, [check]: outcome } }, 'checks')
    const entries = said?.sections.find(section => section.heading === 'What was checked')?.entries ?? []
    expect(entries.filter(entry => entry.text.startsWith('No.'))).toHaveLength(1)
  })
})

describe('after erasure', () => {
  const input = accountCase()
  const erased = { ...input, events: [...input.events, erasedEvent] }

  it('says what is left and why', () => {
    expect(accountOf(rules, erased)).toMatchObject({ state: 'erased', asked: null, found: null, trace: null })
    const said = told(erased)
    expect(said).toContain('was destroyed on 1 July 2027 at 11:00 BST')
    expect(said).toContain('The reason given: The time for which it is kept has ended.')
    expect(said).toContain('- **Question:** May a reduced timetable go ahead?')
  })

  it('tells nothing of the contents, even if they are given', () => {
    const account = accountOf(rules, erased)
    const all = [JSON.stringify(account), accountAsMarkdown(account), accountAsHtml(account)].join('\n')
    for (const gone of ['looked-after', 'looked after', 'agrees', 'by letter', 'not-permitted', 'may go ahead.'])
      expect(all).not.toContain(gone)
  })

  it('does not say erased of what could merely not be opened', () => {
    const account = accountOf(rules, { ...input, opened: null })
    expect(account.state).toBe('sealed')
    expect(accountAsMarkdown(account)).toContain('Nothing says that it was destroyed')
  })
})

describe('the JSON', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
  const text = fc.string({ unit: 'binary' })
  const facts = fc.dictionary(fc.string(), scalar)
  const event = fc.record({
    seq: fc.nat(),
    id: fc.uuid(),
    type: fc.constantFrom('reviewed', 'overridden', 'communicated', 'challenged', 'accessed', 'held', 'released'),
    recordedAt: fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
    client: text,
    actor: text,
    reason: text,
    details: fc.dictionary(fc.string(), scalar),
  })

  it('loses no fact’s name or value, nor anything of an event', () => {
    fc.assert(
      fc.property(facts, fc.array(event), (given, events) => {
        const input: AccountInput = {
          ...accountCase(),
          opened: { ...opened, request: { ...opened.request, facts: given }, trace: null },
          events,
        }
        const back = JSON.parse(JSON.stringify(accountOf(rules, input)))
        const found = back.asked.facts.map((fact: { name: string; value: unknown }) => [fact.name, fact.value])
        const plain = JSON.parse(JSON.stringify(Object.entries(given)))
        expect(found.toSorted()).toEqual(plain.toSorted())
        expect(back.events).toEqual(JSON.parse(JSON.stringify(events)))
      }),
      { numRuns: 60 },
    )
  })

  it('holds every scenario’s facts and findings whole, and its page says each fact', async () => {
    const whole: Rules = await loadRules(undefined, { whole: true })
    const scenarios = [...whole.rulebook.authorities.values()].flatMap(authority =>
      authority.scenarios.map(scenario => ({ ...scenario, authority: authority.id })),
    )
    let tried = 0
    for (const { decision, authority, asOf, facts: given } of scenarios.filter((_, i) => i % 13 === 0)) {
      const { dateOfBirth: _, ...kept } = given
      const request = { decision, authority, asOf, facts: kept }
      const decided = whole.evaluate({ ...request, trace: 'none' })
      if ('issues' in decided) continue
      tried += 1
      const { trace, ...result } = decided
      const account = accountOf(whole, { ...accountCase(), opened: { request, result, trace } })
      expect(account.found).toEqual(result)
      expect(Object.fromEntries((account.asked?.facts ?? []).map(fact => [fact.name, fact.value]))).toEqual(kept)
      expect(account.asked?.facts.filter(fact => fact.value !== null && !fact.words)).toEqual([])
    }
    expect(tried).toBeGreaterThan(20)
  })

  it('has always the same members', () => {
    const names = [
      'format',
      'v',
      'state',
      'record',
      'asked',
      'found',
      'trace',
      'events',
      'checks',
      'safeguards',
      'page',
    ]
    const input = accountCase()
    for (const one of [input, { ...input, opened: null }, { ...input, events: [erasedEvent] }])
      expect(Object.keys(accountOf(rules, one))).toEqual(names)
  })
})

describe('hostile texts', () => {
  const hostile = '<script>alert(1)</script> **b** [x](javascript:y) <img src=x onerror=y> "\' &lt; `c`\n# d'
  const attacked = (): AccountInput => {
    const input = accountCase()
    return {
      ...input,
      envelope: { ...input.envelope, client: hostile, actor: hostile, correlation: hostile, engine: hostile },
      opened: {
        ...opened,
        request: { ...opened.request, authority: hostile, facts: { [hostile]: hostile } },
        result: { ...opened.result, summary: hostile, decision: hostile },
      },
      events: input.events.map(event => ({
        ...event,
        actor: hostile,
        reason: hostile,
        details: { [hostile]: hostile },
      })),
      contact: hostile,
    }
  }
  const tame = accountAsHtml(accountOf(rules, accountCase()))
  const tagsOf = (html: string): ReadonlySet<string> =>
    new Set([...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, name = '']) => name))

  it('stay text in HTML', () => {
    const html = accountAsHtml(accountOf(rules, attacked()))
    expect(tagsOf(html)).toEqual(tagsOf(tame))
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html.match(/<[^>]*\son\w+=/)).toBeNull()
  })

  it('stay text in Markdown', () => {
    const markdown = accountAsMarkdown(accountOf(rules, attacked()))
    expect(markdown).toContain('\\<script\\>alert(1)\\</script\\> \\*\\*b\\*\\* \\[x\\](javascript:y)')
    expect(markdown).not.toMatch(/(?<!\\)[<`[]/)
    expect(markdown).not.toMatch(/^# d/m)
  })

  it('whatever they are, add no element and no line', () => {
    const base: AccountInput = { ...accountCase(), opened: null }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (reason, contact) => {
        const account = accountOf(rules, { ...base, contact, events: [{ ...base.events[0]!, reason }] })
        const plain = accountOf(rules, { ...base, contact: 'a', events: [{ ...base.events[0]!, reason: 'b' }] })
        const count = (html: string) => html.match(/<|\n/g)?.length
        expect(count(accountAsHtml(account))).toBe(count(accountAsHtml(plain)))
        expect(accountAsMarkdown(account).split('\n')).toHaveLength(accountAsMarkdown(plain).split('\n').length)
      }),
      { numRuns: 60 },
    )
  })
})

import { loadRules } from '@virtual-school/rules'
import type { Decision, MissingFact, Rules } from '@virtual-school/rules/internal'
import type { FactStep, WhyNot } from '@virtual-school/verify'
import { describe, expect, it } from 'vitest'
import { openLines } from '../src/words/not-known-yet.ts'
import { connected, day, textOf } from './connected.ts'

const rules: Rules = await loadRules()
const decide = (
  decision: string,
  authority: string,
  facts: Record<string, string | number | boolean | null> = {},
): Decision => {
  const found = rules.evaluate({ decision, authority, asOf: day, trace: 'none', facts })
  if ('issues' in found || found.answer !== null) throw new Error('An open decision was expected.')
  return found
}
const told = (decision: Decision): string => openLines(rules, decision).join('\n')
const asked = (fact: string, question: string): MissingFact => ({
  fact,
  question,
  state: 'not-asked',
  for: 'answer',
  settles: true,
})

describe('words of an answer in the rules themselves', () => {
  const open = decide('reduced-timetable', 'luton')
  const text = (id: string, title: string, locator: string) => ({
    id,
    title,
    locator,
    reason: 'none',
    force: 'law' as const,
    bears: 'bar' as const,
    source: 'luton-social-workers',
  })

  it.each([
    'Is it permitted?',
    'Is it PERMITTED by the head?',
    'Is it true that a reduced timetable may go ahead?',
    'Is it “not permitted”?',
    'Is it not-permitted?',
    'Is it unrestricted.',
  ])('a question that has one is told by its label: %s', question => {
    const lines = told({ ...open, missing: [asked('parentAgrees', question)] })
    expect(lines).not.toMatch(/permitted|unrestricted|may go ahead/i)
    expect(lines).toMatch(/Find out “[^”]+”\. \(fact parentAgrees: true or false\) This settles it\./)
  })

  it('a question that only begins like one is told as it is', () => {
    expect(told({ ...open, missing: [asked('parentAgrees', 'Has the permittedness been seen?')] })).toContain(
      'Has the permittedness been seen?',
    )
  })

  it('a text that has one is told by its place, or by its source', () => {
    const title = 'When it is permitted'
    const byPlace = told({ ...open, notWeighed: [text('a', title, 'section 1')] })
    expect(byPlace).toMatch(/- Luton’s virtual school: social workers, section 1\./)
    const bySource = told({ ...open, notWeighed: [text('a', title, '“What is permitted”')] })
    expect(bySource).toMatch(/- Luton-social-workers\./)
    expect(byPlace + bySource).not.toMatch(/permitted/i)
  })
})

describe('what an open text says', () => {
  it('whose rules were asked, if none of the council’s own could change anything', () => {
    const cautions = [{ code: 'council-rules-not-held', because: [] }] as const
    expect(told({ ...decide('reduced-timetable', 'norfolk'), cautions })).toMatch(
      /^Not known yet\..*\nNo rule that is held of Norfolk’s own could change this\. Ask its virtual school\.\n/,
    )
  })

  it('five questions at most, the first ones, and how many more there are', () => {
    const open = decide('placement-move', 'luton')
    const first = open.missing.filter(one => one.for === 'answer')
    const lines = told(open).split('\n')
    const at = lines.indexOf('Ask next, the most telling first:')
    expect(lines.slice(at + 1, at + 6).map(line => line.replace(/^- (.*?) \(fact .*$/, '$1'))).toEqual(
      first.slice(0, 5).map(one => one.question),
    )
    expect(lines[at + 6]).toBe(
      `- and ${first.length - 5} more; call again with the replies, and they are ranked again.`,
    )
  })

  it('each kind of fact with what it may be', () => {
    const facts = ['careStatus', 'ageYears', 'lookedAfterSince', 'parentAgrees']
    const lines = told({ ...decide('remit', 'luton'), missing: facts.map(fact => asked(fact, 'A?')) })
    expect(lines).toContain('(fact careStatus: one of looked-after, ceased, never)')
    expect(lines).toContain('(fact ageYears: a whole number from 0 to 25)')
    expect(lines).toContain('(fact lookedAfterSince: a day, as 2026-11-22)')
    expect(lines).toContain('(fact parentAgrees: true or false)')
  })
})

describe('why-not of an open decision', () => {
  const request = { decision: 'reduced-timetable', authority: 'luton', facts: {}, wanted: 'permitted' }
  const step = (fact: string): FactStep => ({
    fact,
    from: null,
    state: 'not-asked',
    to: true,
    orElse: [],
    range: null,
    past: false,
    text: 'it is permitted',
  })
  const found = (outcome: WhyNot['outcome'], text: string): WhyNot => {
    const { status, answer, possibleAnswers, summary } = decide('reduced-timetable', 'luton')
    const proposals =
      outcome === 'learnings' ? [{ changes: [step('parentAgrees')], learnings: [step('endDateSet')], text }] : []
    return {
      ...{ decision: 'reduced-timetable', authority: 'luton', asOf: day, wanted: 'permitted', outcome, proposals },
      ...{ present: { status, answer, possibleAnswers, summary }, smallest: 'proved', complete: 'yes' },
      toFindOut: outcome === 'learnings' ? [{ fact: 'endDateSet', question: 'Is it permitted?' }] : [],
      presentForcedBy: null,
      ruledOutBy:
        outcome === 'impossible' ? { facts: [{ fact: 'ageYears', value: 14, text }], smallest: 'proved' } : null,
    }
  }
  const textFor = async (outcome: WhyNot['outcome'], text: string): Promise<string> => {
    const findWhyNot = { takePlace: () => ({ find: async () => found(outcome, text), end: () => {} }) }
    return textOf(await (await connected(rules, { findWhyNot })).call('why-not', request))
  }

  it.each(['learnings', 'impossible', 'undecided'] as const)(
    '%s: begins “Not known yet”, and holds no word of an answer',
    async outcome => {
      for (const text of ['A reduced timetable may go ahead.', 'An end date is set.']) {
        const said = await textFor(outcome, text)
        expect(said).toMatch(/^Not known yet\./)
        expect(said).not.toMatch(/permitted|unrestricted|may go ahead/i)
        if (outcome !== 'undecided') expect(said.includes('An end date is set.')).toBe(text === 'An end date is set.')
      }
    },
  )
})

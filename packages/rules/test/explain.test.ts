import { describe, expect, test } from 'vitest'
import { renderText } from '../src/explain/renderers.ts'
import { explain, loadRules } from '../src/index.ts'
import type { Decision, Rules } from '../src/internal.ts'
import { escapeMarkdown } from '../src/kernel/words.ts'
import { decided, explainedRules as rules } from './support/explain-fixture.ts'

const text = (decision: Decision) => explain(rules, decision, { format: 'text' })
const markdown = (decision: Decision) => explain(rules, decision, { format: 'markdown' })
const lines = (explained: string) => explained.split('\n').map(line => line.trim())

describe('the words of a case', () => {
  test('refused, as text, from beginning to end', () => {
    const decision = decided({
      facts: {
        careStatus: 'looked-after',
        ageYears: 14,
        parentAgrees: true,
        head: 'notified',
        emergency: false,
        startsOn: '2026-11-23',
      },
    })
    expect(text(decision)).toBe(`May a reduced timetable go ahead?
Luton, 22 November 2026

Answer
  ${decision.summary}

Requirements
  Not met: it is planned with the head (local policy).
    The head of the virtual school has only been told of it.
    Rule: A looked-after child’s timetable is planned with the head.
      It applies because the child is in care and the child’s age is under 18.
      Luton; local policy; in force from July 2021 (a date inferred from what its text cites); luton.timetable.partnership.
      Source: Luton’s *page* [1], line 28; Luton Council (local policy; the document does not itself say whose it is; words are missing from the copy that was read).

  Met: the parent agrees (guidance to have regard to).
    Rule: A reduced timetable needs the parent’s agreement.
      It applies because the child is of school age.
      England; guidance to have regard to; in force from 19 August 2024; england.timetable.agreement.
      Source: Attendance guidance, paragraph 65; Department (guidance to have regard to; read only as restated by another).

People who have a part
  Applies: the head of the virtual school, may advise (local offer).
    Rule: The head may be asked.
      It applies because the child is looked after.
      Luton; local offer; in force from July 2021 (a date inferred from what its text cites); luton.timetable.parties.head.
      Source: Luton’s *page* [1], line 30; Luton Council (local policy; the document does not itself say whose it is).

Deadlines
  Applies: the first review: by 21 December 2026.
    Basis: 20 working days after the day on which the timetable starts (23 November 2026).
    Falls to: the child’s social worker.
    Rule: The plan of a looked-after child is reviewed within 20 working days.
      It applies because the child is in care.
      England; law; in force from 1 April 2011; england.timetable.review.
      Source: The regulations, regulation 33; Government (law; from memory, not seen).

Cautions
  A document relied on does not itself say whose it is.
    Rules: “The head may be asked”; “A looked-after child’s timetable is planned with the head”.

  A text relied on was read only as another publisher restates it.
    Rule: “A reduced timetable needs the parent’s agreement”.

  A text relied on has not been seen; the rule is from memory.
    Rule: “The plan of a looked-after child is reviewed within 20 working days”.

  Words are missing from a text relied on.
    Rule: “A looked-after child’s timetable is planned with the head”.

What was known
  The child’s age is 14.
  The child is of school age (worked out: the child’s age is over 5 and the child’s age is under 16).
  The child is looked after.
  The head of the virtual school has only been told of it.
  The parent agrees.
  There is no emergency.
  The day on which the timetable starts is 23 November 2026.

Rules that did not apply
  “In an emergency nobody need agree” did not apply: there is no emergency (england.timetable.emergency).

Rules not in force on 22 November 2026
  “A reduced timetable is talked over with the parent”: in force from September 2022 to 18 August 2024 (non-statutory guidance; england.timetable.agreement).
  “A meeting comes first”: enacted or published, but with no date from which it is in force (law; england.timetable.meeting).

The rules that decided
  Version: 1.2.3
  Digest: ${rules.digest}
  Rules of: England and Luton.
  Question and answer as recorded: timetable: not-permitted
`)
  })

  test('still open, as Markdown, from beginning to end', () => {
    const decision = decided({ facts: { ageYears: 16, head: null } })
    expect(markdown(decision)).toBe(`# May a reduced timetable go ahead?

Luton, 22 November 2026

## Answer

${decision.summary}

It is still possible that a reduced timetable may go ahead, or that a reduced timetable may not go ahead, or that no rule held here restricts a reduced timetable.

## Requirements

- **Not known, and it is not known whether it applies:** whether the parent agrees (guidance to have regard to).
  - **Rule:** A reduced timetable needs the parent’s agreement.
    - It may apply: it is not known whether the child is of school age; and it is not known whether an exception applies, “In an emergency nobody need agree”.
    - England; guidance to have regard to; in force from 19 August 2024; england.timetable.agreement.
    - **Source:** Attendance guidance, paragraph 65; Department (guidance to have regard to; read only as restated by another).
- **Not known, and it is not known whether it applies:** whether it is planned with the head (local policy).
  - It is not known whether the head of the virtual school is a partner in it.
  - **Rule:** A looked-after child’s timetable is planned with the head.
    - It may apply: it is not known whether the child is in care.
    - Luton; local policy; in force from July 2021 (a date inferred from what its text cites); luton.timetable.partnership.
    - **Source:** Luton’s \\*page\\* \\[1\\], line 28; Luton Council (local policy; the document does not itself say whose it is; words are missing from the copy that was read).

## People who have a part

- **May apply:** the head of the virtual school, may advise (local offer).
  - **Rule:** The head may be asked.
    - It may apply: it is not known whether the child is looked after or was looked after and no longer is.
    - Luton; local offer; in force from July 2021 (a date inferred from what its text cites); luton.timetable.parties.head.
    - **Source:** Luton’s \\*page\\* \\[1\\], line 30; Luton Council (local policy; the document does not itself say whose it is).

## Deadlines

- **May apply:** the first review: no date can be given.
  - **Basis:** 20 working days after the day on which the timetable starts, which is not known.
  - **Falls to:** the child’s social worker.
  - **Rule:** The plan of a looked-after child is reviewed within 20 working days.
    - It may apply: it is not known whether the child is in care.
    - England; law; in force from 1 April 2011; england.timetable.review.
    - **Source:** The regulations, regulation 33; Government (law; from memory, not seen).

## Questions still open

- **Bears on the answer:** Is it so that there is an emergency?
- **Bears on the answer:** What is the child’s care status?
- **Bears on the answer:** Is it so that the child is of school age?
- **Bears on the answer:** What is the head’s part in it? (It was asked, and is not known.)
- **Bears on the answer:** Is it so that the parent agrees?
- **For detail only:** What is the day on which the timetable starts?

## Words that can be read in more than one way

- What “up to 18” means.
  - **Taken to mean:** Up to the 18th birthday.
  - **It could also mean:** Up to the 15th birthday.
  - The answer would be the same.
  - **This would change too:** the requirement “it is planned with the head”.

## Cautions

- A document relied on does not itself say whose it is.
  - **Rules:** “The head may be asked”; “A looked-after child’s timetable is planned with the head”.
- A text relied on was read only as another publisher restates it.
  - **Rule:** “A reduced timetable needs the parent’s agreement”.
- A text relied on has not been seen; the rule is from memory.
  - **Rule:** “The plan of a looked-after child is reviewed within 20 working days”.
- Words are missing from a text relied on.
  - **Rule:** “A looked-after child’s timetable is planned with the head”.

## What was known

- The child’s age is 16.
- **Asked, and not known:** the head’s part in it.
- **Not asked:** whether the child is of school age; the child’s care status; whether the parent agrees; whether there is an emergency; the day on which the timetable starts.

## Other rules that may apply

- **Rule:** In an emergency nobody need agree.
  - It may apply: it is not known whether there is an emergency.
  - England; guidance to have regard to; in force from 19 August 2024; england.timetable.emergency.
  - **Source:** Attendance guidance, paragraph 66; Department (guidance to have regard to).

## Rules not in force on 22 November 2026

- “A reduced timetable is talked over with the parent”: in force from September 2022 to 18 August 2024 (non-statutory guidance; england.timetable.agreement).
- “A meeting comes first”: enacted or published, but with no date from which it is in force (law; england.timetable.meeting).

## The rules that decided

- **Version:** 1.2.3
- **Digest:** ${rules.digest}
- **Rules of:** England and Luton.
- **Question and answer as recorded:** timetable: undetermined

## Appendix: How each definition came out

- **Not known:** whether the child is in care.
  - **One of these is enough:** not known.
    - **Not known:** whether the child is looked after.
    - **Not all of these may be so:** not known.
      - **Not known:** whether it is not so that the child is looked after.
      - **Not known:** whether there is no emergency.
  - **Source:** The regulations, regulation 2; Government (law).
`)
  })

  test('an exception that holds takes the rule away', () => {
    const said = lines(text(decided({ facts: { ageYears: 14, emergency: true } })))
    expect(said).toContain(
      '“A reduced timetable needs the parent’s agreement” did not apply: an exception applies, “In an emergency nobody need agree” (england.timetable.agreement).',
    )
    expect(said.slice(said.indexOf('Exceptions that apply') + 1).slice(0, 2)).toEqual([
      'Rule: In an emergency nobody need agree.',
      'It applies because there is an emergency.',
    ])
  })

  test('why a rule did not apply: the false of “all”, every one of “any”', () => {
    const said = lines(text(decided({ facts: { careStatus: 'never', ageYears: 18, emergency: false } })))
    expect(said).toContain(
      '“The head may be asked” did not apply: the child has never been looked after; and the child’s age is not 2 or 3 (luton.timetable.parties.head).',
    )
    expect(said).toContain(
      '“A looked-after child’s timetable is planned with the head” did not apply: the child is not in care and the child’s age is at least 18 (luton.timetable.partnership).',
    )
  })

  test('the rules that point to an answer, and one that comes too late', () => {
    const said = lines(text(decided({ decision: 'support', facts: { requester: 'school', startsOn: '2026-09-01' } })))
    const at = said.indexOf('Rules that point to an answer')
    expect(said.slice(at + 1, at + 4)).toEqual([
      'Points to: “The virtual school is not expected to take the request.” An answer that comes before it was taken.',
      'Rule: The virtual school is not the first to ask.',
      'It applies whatever the facts are.',
    ])
    expect(said).toContain('Points to: “The request may go to the virtual school.”')
    expect(said).toContain('It applies because a school is asking.')
  })

  test('a rule whose clock is a date fact', () => {
    const unknown = lines(text(decided({ decision: 'support', facts: { requester: 'parent' } })))
    expect(unknown).toContain('May point to: “The virtual school is not expected to take the request.”')
    expect(unknown).toContain(
      'It may apply: it is not known whether it was in force (in force from July 2021, judged by the day on which the timetable starts).',
    )
    const before = lines(text(decided({ decision: 'support', facts: { requester: 'other', startsOn: '2021-06-30' } })))
    expect(before).toContain(
      '“The virtual school is not the first to ask” did not apply: it was not in force on 30 June 2021 (in force from July 2021, judged by the day on which the timetable starts) (luton.support.everybody).',
    )
    expect(before).toContain(
      '“Schools may turn to the virtual school” did not apply: somebody else is asking (luton.support.schools).',
    )
  })

  test('a question that settles the answer, and a reading that changes it', () => {
    const said = lines(
      text(decided({ facts: { careStatus: 'looked-after', ageYears: 15, head: 'none', emergency: true } })),
    )
    expect(said).toContain('What “up to 18” means.')
    expect(said).toContain('The answer would then be that no rule held here restricts a reduced timetable.')
    expect(said).toContain('This would change too: the requirement “it is planned with the head”.')
    const open = lines(text(decided({ authority: 'england', facts: { ageYears: 14, emergency: false } })))
    expect(open).toContain('Settles the answer by itself: Is it so that the parent agrees?')
    expect(open).toContain('Not known: whether the parent agrees (guidance to have regard to).')
  })

  test('without a trace: the findings alone, and that no trace was asked for', () => {
    const decision = decided({
      trace: 'none',
      facts: { careStatus: 'looked-after', ageYears: 14, head: 'notified', emergency: false },
    })
    const said = lines(text(decision))
    expect(said).toContain(
      'No trace was asked for. So this cannot say why each rule applies, nor what it cites; ask for the trace to see both.',
    )
    expect(said).toContain('Not met: it is planned with the head (local policy).')
    expect(said).toContain(
      'Rule: A looked-after child’s timetable is planned with the head. (luton.timetable.partnership)',
    )
    expect(said).toContain('Rule: england.timetable.agreement')
    expect(text(decision)).not.toContain('Source')
    expect(markdown(decision)).not.toContain('Appendix')
  })

  test('a definition of one test in its own words is said once', async () => {
    const published: Rules = await loadRules()
    const facts = { careStatus: 'looked-after', setting: 'maintained-school' }
    const decided = published.evaluate({ decision: 'remit', authority: 'luton', asOf: '2026-11-22', facts })
    if ('issues' in decided) throw new Error('refused')
    const appendix = explain(published, decided, { format: 'markdown' }).split('## Appendix')[1]!.split('\n')
    const said = appendix.map(line => line.trimStart())
    expect(said).toContain('- **Yes:** the child is looked after.')
    expect(said.filter((line, i) => line === said[i - 1])).toEqual([])
  })

  test.each([
    ['sign-off', '2026-11-22', { proposedAction: 'none' }, 'england.sign-off.exclusion.local-authority', 2],
    ['sign-off', '2026-11-22', {}, 'england.sign-off.exclusion.local-authority', 2],
    ['reduced-timetable', '2026-11-22', { ageYears: 4 }, 'england.reduced-timetable.end-date', 1],
    ['reduced-timetable', '2022-08-31', { ageYears: 10 }, 'england.reduced-timetable.end-date', 2],
  ])(
    'a caution of %s on %s, %j, names %s by the titles of its editions that count',
    async (...[decision, asOf, facts, name, count]) => {
      const published: Rules = await loadRules()
      const decided = published.evaluate({ decision, asOf, facts })
      if ('issues' in decided) throw new Error('refused')
      expect(decided.cautions.flatMap(one => one.because)).toContain(name)
      const after = explain(published, decided, { format: 'text' }).split('\nCautions\n')[1]!
      const cautions = after.split('\n\nWhat was known')[0]!
      const titles = published.rules.filter(rule => rule.name === name).map(rule => rule.title)
      expect(new Set(titles).size).toBe(2)
      expect(titles.filter(title => cautions.includes(`“${title}”`))).toHaveLength(count)
      expect(cautions).not.toContain('“england.')
    },
  )

  test('told in the words of other rules, it says so', () => {
    const decision = {
      ...decided({ facts: { ageYears: 14 } }),
      rules: { version: '0.9.0', digest: 'sha256:0', layers: ['england', 'gone'] },
    }
    const said = lines(text(decision))
    expect(said).toContain(
      `Note: The words here were taken from other rules than those that decided: version 1.2.3, ${rules.digest}.`,
    )
    expect(said).toContain('Rules of: England and gone.')
  })
})

describe('safety of what is written', () => {
  test('nothing in a title is markup, and nothing in it moves the cursor', () => {
    expect(escapeMarkdown('# *a* [b](c) `d` <e> & f_g|h')).toBe('\\# \\*a\\* \\[b\\](c) \\`d\\` \\<e\\> \\& f\\_g\\|h')
    expect(escapeMarkdown('1. first\n- second')).toBe('1\\. first - second')
    expect(escapeMarkdown('- first')).toBe('\\- first')
    expect(renderText({ title: 'a\u001b[2J\r\nb', about: '\u202ec', found: [], workings: [], appendix: [] })).toBe(
      'a [2J b\nc\n',
    )
  })
})

describe('a slip of whoever writes JavaScript', () => {
  const decision = decided({ facts: { careStatus: 'looked-after' } })
  const call = explain as (...given: readonly unknown[]) => string

  test('is no slip if it leaves out the format', () => {
    expect(call(rules, decision)).toBe(text(decision))
    expect(call(rules, decision, {})).toBe(text(decision))
    expect(call(rules, decision, { detail: 'short' })).toBe(
      explain(rules, decision, { format: 'text', detail: 'short' }),
    )
  })

  test.each([
    ['a format that there is not', [decision, { format: 'html' }], '“text” and “markdown”'],
    ['a format of every object', [decision, { format: 'constructor' }], '“text” and “markdown”'],
    ['a detail that there is not', [decision, { detail: 'brief' }], '“short” or “full”'],
    ['a refusal', [{ issues: [] }], '“issues”'],
    ['a refusal, in short', [{ issues: [] }, { detail: 'short' }], '“issues”'],
    ['nothing', [undefined], 'a decision'],
    ['JSON text', [JSON.stringify(decision)], 'a decision'],
  ])('is told in words: %s', (_, given, words) => {
    expect(() => call(rules, ...given)).toThrow(TypeError)
    expect(() => call(rules, ...given)).toThrow(words)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { splitSentences } from '../src/passages/sentences.ts'
import { splitWords } from '../src/passages/words.ts'
import { blocks, textOf, wildTexts } from './support/texts.ts'

const split = (text: string) => splitSentences(splitWords(text))
const textsIn = (text: string) => split(text).map(one => one.text)

describe('a full stop', () => {
  it.each([
    ['Ask first. Then decide.', ['Ask first.', 'Then decide.']],
    ['Use a meeting, e.g. a core group. It decides.', ['Use a meeting, e.g. a core group.', 'It decides.']],
    ['The head, i.e. Dr. Brown, is told. So is Ms. Green.', ['The head, i.e. Dr. Brown, is told.', 'So is Ms. Green.']],
    ['See No. 4 of the list. See Sch. 2 too.', ['See No. 4 of the list.', 'See Sch. 2 too.']],
    ['The answer is no. The school is told.', ['The answer is no.', 'The school is told.']],
    ['J. Smith and A. B. Jones agree. All do.', ['J. Smith and A. B. Jones agree.', 'All do.']],
    ['It is 2.5 hours a day. From 1.4.2011 it is 3.', ['It is 2.5 hours a day.', 'From 1.4.2011 it is 3.']],
    ['From 1. 4. 2011 on. Not before.', ['From 1. 4. 2011 on.', 'Not before.']],
    ['See https://example.org/a.html. Or www.example.org.', ['See https://example.org/a.html.', 'Or www.example.org.']],
    [
      'Open from 9 a.m. The door is shut by 5 p.m. at most.',
      ['Open from 9 a.m.', 'The door is shut by 5 p.m. at most.'],
    ],
    ['The U.K. Government says so. We agree.', ['The U.K. Government says so.', 'We agree.']],
    ['Ends at 18. 16-year-olds stay.', ['Ends at 18.', '16-year-olds stay.']],
    ['“It stops.” Then it goes on.', ['“It stops.”', 'Then it goes on.']],
    [
      'He asked “Why?” and left. (They stayed.) All of them.',
      ['He asked “Why?” and left.', '(They stayed.)', 'All of them.'],
    ],
    ['Really?! Yes… Maybe.', ['Really?!', 'Yes…', 'Maybe.']],
    ['First.\u00A0Second.\u00A0 Third', ['First.', 'Second.', 'Third']],
    ['2.69. When a child moves. It is told.', ['2.69. When a child moves.', 'It is told.']],
    ['1. First of all. 2. Second of all.', ['1. First of all.', '2. Second of all.']],
    ['(a) the child. (b) the parent.', ['(a) the child.', '(b) the parent.']],
    ['Pupils, etc. However, not all. See pp. 3–4.', ['Pupils, etc.', 'However, not all.', 'See pp. 3–4.']],
  ])('%s', (text, wanted) => expect(textsIn(text)).toEqual(wanted))
})

describe('what stands on a page', () => {
  it('are headings, and sentences below them', () => {
    const found = split('Our page\n\nWho is it for?\n\nIt is for all. Ask.\n\n# Marked\nText without a stop')
    expect(found.map(({ kind, under, text }) => [kind, under, text])).toEqual([
      ['heading', undefined, 'Our page'],
      ['heading', undefined, 'Who is it for?'],
      ['sentence', 'Who is it for?', 'It is for all.'],
      ['sentence', 'Who is it for?', 'Ask.'],
      ['heading', undefined, 'Marked'],
      ['sentence', 'Marked', 'Text without a stop'],
    ])
  })

  it('are headings without empty lines around them, but not the last line nor short lines in a row', () => {
    expect(split('It ends here.\nWho can ask\nAnybody can ask, at any time of the day.').map(one => one.kind)).toEqual([
      'sentence',
      'heading',
      'sentence',
    ])
    expect(split('Ask us. Or ask them!\n\nIt is so.').map(one => one.kind)).not.toContain('heading')
    expect(split('Number: 4\nAudience: all\n\nIt is so.\n\nThe end').map(one => one.kind)).not.toContain('heading')
  })

  it('are headings if two stand in a row, and of more of them the first and the last', () => {
    const kinds = (text: string) =>
      split(text)
        .map(one => (one.kind === 'heading' ? 'h' : 's'))
        .join('')
    expect(kinds('Our page\n\nFor schools\n\nIt is for all.')).toBe('hhs')
    expect(kinds('It is so.\n\nLinks\n\nThe guidance\n\nThe Act\n\nContact us\n\nCall us at once.')).toBe('shsshs')
    expect(kinds('Our page\n\nJuly 2026\n\nIntroduction\n\nIt is for all.')).toBe('hshs')
    expect(kinds('1. Introduction\n\nIt is for all.\n\n2. What we do\n\nWe help.')).toBe('hshs')
  })

  it('are items of a list, each with the sentence that the list goes on from, nested ones with their item', () => {
    const found = split(
      'It is so. The school will:\n\n• help\n• train. It says how:\n   • one\n   • two\n• tell\n\nThe end is near.',
    )
    expect(found.map(({ kind, after, text }) => [kind, after, text])).toEqual([
      ['sentence', undefined, 'It is so.'],
      ['sentence', undefined, 'The school will:'],
      ['item', 'The school will:', 'help'],
      ['item', 'The school will:', 'train.'],
      ['sentence', 'The school will:', 'It says how:'],
      ['item', 'It says how:', 'one'],
      ['item', 'It says how:', 'two'],
      ['item', 'The school will:', 'tell'],
      ['sentence', undefined, 'The end is near.'],
    ])
  })

  it.each([
    ['numbers', 'They must:\n1. ask\n2. tell\n10. wait'],
    ['letters', 'They must:\n(a) ask\n(b) tell\n(c) wait'],
    ['dashes', 'They must:\n– ask\n– tell\n– wait'],
    ['bullets of Word', 'They must:\no\task\no\ttell\no\twait'],
    ['bullets on lines of their own', 'They must:\n•\nask\n•\ntell\n•\nwait'],
  ])('are lists with %s', (_, text) => {
    expect(split(text).map(one => [one.kind, one.after])).toEqual([
      ['sentence', undefined],
      ['item', 'They must:'],
      ['item', 'They must:'],
      ['item', 'They must:'],
    ])
  })

  it('are numbered paragraphs, which are no items of the list before them', () => {
    const found = split('The team offers:\n- help\n2.69. When a child moves, ask.\n2.70. Then tell.')
    expect(found.map(({ kind, after }) => [kind, after])).toEqual([
      ['sentence', undefined],
      ['item', 'The team offers:'],
      ['sentence', undefined],
      ['sentence', undefined],
    ])
  })

  it('are lines that were broken because they were full, and items that go on further in', () => {
    const wrapped =
      'The virtual school head must be told of any plan of this kind before\nthe school makes it. The social worker tells the head of it, who has\nfive days to answer.\n\n  • an item that is long\n    and goes on\n  • another'
    expect(textsIn(wrapped)).toEqual([
      'The virtual school head must be told of any plan of this kind before\nthe school makes it.',
      'The social worker tells the head of it, who has\nfive days to answer.',
      'an item that is long\n    and goes on',
      'another',
    ])
  })
})

describe('a bullet that is a letter', () => {
  it('is no part of what is shown of its item, though a word', () => {
    expect(textsIn('They must:\no\task\no\ttell\no\t')).toEqual(['They must:', 'ask', 'tell'])
    expect(textsIn('o\t')).toEqual(['o'])
  })
})

describe('any text', () => {
  const partition = (text: string) => {
    const document = splitWords(text)
    const found = splitSentences(document)
    let at = 0
    for (const { from, to } of found) {
      expect(from).toBe(at)
      expect(to).toBeGreaterThan(from)
      at = to
    }
    expect(at).toBe(document.words.length)
  }

  it('has every word in exactly one sentence, in order', () => {
    fc.assert(fc.property(wildTexts, partition), { numRuns: runs() })
    fc.assert(fc.property(blocks.map(textOf), partition), { numRuns: runs() })
    fc.assert(fc.property(fc.string({ maxLength: 80, unit: 'binary' }), partition), { numRuns: runs() })
  })
})

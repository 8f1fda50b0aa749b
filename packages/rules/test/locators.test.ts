import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { firstWords, followLocator, indexSentences, locatorOf } from '../src/passages/locators.ts'
import { splitSentences } from '../src/passages/sentences.ts'
import { splitWords } from '../src/passages/words.ts'
import { blocks, textOf, wildTexts } from './support/texts.ts'

const open = (text: string) => indexSentences(splitSentences(splitWords(text)))
const locatorsIn = (text: string): readonly string[] => {
  const index = open(text)
  return index.sentences.map(one => locatorOf(one, index))
}

const page = [
  'A page about something else than you think',
  '',
  'Ask the school first, always. Ask the school first, or never.',
  'Ask the school first, always. It answers: “Yes, of course.” And “no” too.',
  '',
  'What we do',
  '',
  'We will:',
  '- see to it that all are told',
  '- see to it that all are asked',
  '- help',
  '',
  'Help',
].join('\n')

describe('a locator', () => {
  it('says under which heading, after which words and how it begins, in at most five words each', () =>
    expect(locatorsIn(page)).toEqual([
      'heading “A page about something”',
      'under “A page about something else”, sentence beginning “Ask the school first, always”',
      'under “A page about something else”, sentence beginning “Ask the school first, or”',
      'under “A page about something else”, sentence beginning “Ask the school first, always”, second time',
      'under “A page about something else”, sentence beginning “It answers: ‘Yes, of”',
      'under “A page about something else”, sentence beginning “And ‘no’ too”',
      'heading “What we do”',
      'under “What we do”, sentence beginning “We will”',
      'under “What we do”, after “We will”, item beginning “see to it that all”',
      'under “What we do”, after “We will”, item beginning “see to it that all”, second time',
      'under “What we do”, after “We will”, item beginning “help”',
      'under “What we do”, sentence beginning “Help”',
    ]))

  it.each([
    ['sentence beginning “Ask the school first, or”', 'Ask the school first, or never.'],
    ['sentence beginning “ask the SCHOOL”, third time', 'Ask the school first, always.'],
    ['under “What we do”, item beginning “see to it that all are asked”', 'see to it that all are asked'],
    ['Under "What we do", after "We will", item beginning "help"', 'help'],
    ['title “A page”', 'A page about something else than you think'],
    ['first heading “What”', 'What we do'],
    ['second sentence of the sentence beginning “Ask the school”', 'Ask the school first, or never.'],
    ['sentence beginning “Ask”, from “or never”', 'Ask the school first, or never.'],
    ['item beginning “see to it”, second time', 'see to it that all are asked'],
  ])('of a person’s own hand, %s, is followed', (locator, wanted) => {
    const led = followLocator(locator.replace('“Ask”, from', '“Ask the school first, or”, from'), open(page))
    expect(led !== 'own-form' && 'sentence' in led && led.sentence?.text).toBe(wanted)
  })

  it.each([
    ['under “Elsewhere”, sentence beginning “Ask the school”', { sentence: undefined }],
    ['sentence beginning “Ask the school”, 21st time', { sentence: undefined }],
    ['line 12', { line: 12 }],
    ['lines 3 to 4', { line: 3 }],
    ['regulation 10(1)', 'own-form'],
    ['on children’s wishes', 'own-form'],
    ['sentence beginning “Ask”, some time', 'own-form'],
  ])('%s leads to nothing, to a line, or is in a form of its own', (locator, wanted) =>
    expect(followLocator(locator, open(page))).toEqual(wanted),
  )

  it('quotes whole words in one line, without the marks around them', () => {
    expect(firstWords('  – “The\u00A0**head**”,\n she says: no', 4)).toBe('The head’, she says')
    expect(firstWords('The plan (PEP) is made', 3)).toBe('The plan (PEP)')
    expect(firstWords('Outcome – more of it', 3)).toBe('Outcome – more of')
    expect(firstWords(`https://example.org/${'a-long-way/'.repeat(20)}`, 4).length).toBeLessThanOrEqual(80)
  })

  it('counts those that begin alike, as often as it takes', () => {
    const locators = locatorsIn(Array(23).fill('It is so.').join(' '))
    expect([locators[0], locators[1], locators[10], locators[11], locators[20], locators[21]]).toEqual(
      ['', ', second time', ', 11th time', ', 12th time', ', 21st time', ', 22nd time'].map(
        time => `sentence beginning “It is so”${time}`,
      ),
    )
  })
})

describe('of any text', () => {
  const eachLeadsBack = (text: string) => {
    const index = open(text)
    const locators = index.sentences.map(one => locatorOf(one, index))
    expect(new Set(locators).size).toBe(locators.length)
    locators.forEach((locator, i) => {
      expect(followLocator(locator, index)).toEqual({ sentence: index.sentences[i] })
      for (const [, quoted = ''] of locator.matchAll(/“([^”]*)”/g))
        expect(quoted.split(/\s+/).filter(one => /[\p{L}\p{N}_]/u.test(one)).length).toBeLessThanOrEqual(5)
    })
  }

  it('the locator of each sentence is its own and leads back to it', () => {
    fc.assert(fc.property(blocks.map(textOf), eachLeadsBack), { numRuns: runs() })
    fc.assert(fc.property(wildTexts, eachLeadsBack), { numRuns: runs() })
  })
})

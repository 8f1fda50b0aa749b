import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { readRules, verifyDocument } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { computeFingerprint, findPassages, splitWords } from '../src/passages/words.ts'
import { changedFiles } from './support/corpus.ts'

const passage = (text: string) => computeFingerprint(splitWords(text).words)

describe('words and their fingerprint', () => {
  it('part at punctuation and white space, in lower case, each on its line', () => {
    const { words, lines } = splitWords('The child’s\n\nOWN school: 0–19.')
    expect(words).toEqual(['the', 'child', 's', 'own', 'school', '0', '19'])
    expect(lines).toEqual([1, 1, 1, 3, 3, 3, 3])
  })

  it('are the SHA-256 of the words with a space between', () =>
    // printf 'ask the school' | sha256sum
    expect(passage('Ask, the   SCHOOL!')).toEqual({
      words: 3,
      sha256: 'a582548a684af868a2b96d37e4e1dbf59cdfdacf2b84f626dc0cef2e8e110e61',
    }))

  const word = fc.stringMatching(/^[a-zé]{1,6}$/)
  const parting = fc.constantFrom(' ', ', ', '\n', ' – ', '’', '… ')

  it('stay the same whatever parts them, and are found wherever they stand', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 3, maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        parting,
        (all, a, b, between) => {
          const from = a % all.length
          const some = all.slice(from, from + 1 + (b % 6))
          const document = splitWords(all.map(one => (b % 2 === 0 ? one : one.toUpperCase())).join(between))
          const [starts] = findPassages(document, [computeFingerprint(some)]).values()
          const wanted = all.flatMap((_, i) => (all.slice(i, i + some.length).join(' ') === some.join(' ') ? [i] : []))
          expect(starts).toEqual(wanted)
        },
      ),
      { numRuns: runs() },
    )
  })
})

const text = [
  'The page',
  '',
  'Ask the school first, always.',
  'The town must be told. Nobody else need be.',
  'A list:',
  '- one',
].join('\n')

/** The base of the corpus with a register of the town’s page, and a rule that cites it. */
const rulesCiting = (locator: string, cited: string, registered: readonly string[]): Rules => {
  const entries = registered.map((words, i) => ({
    locator: `line ${splitWords(text.slice(0, text.indexOf(words) + 1)).lines.at(-1)}${i === 0 ? '' : `, part ${i}`}`,
    passage: passage(words),
    class: 'rule',
    rules: ['town.may.meeting', 'town.may.no-meeting-when-late', 'town.who.school'],
  }))
  const files = changedFiles([
    { file: 'town/register.json', change: { set: { source: 'the-page', entries } } },
    {
      file: 'town/rules.json',
      pointer: '/rules/0/citations/0',
      change: { set: { source: 'the-page', locator, evidence: 'primary', passage: passage(cited) } },
    },
  ])
  const rules = readRules([...files].map(([path, value]) => ({ path, value })))
  if (!rules.ok) throw new Error(JSON.stringify(rules.issues))
  return rules.value
}
const whole = [
  'The page',
  'Ask the school first, always',
  'The town must be told',
  'Nobody else need be',
  'A list',
  'one',
]
const report = (locator = 'line 3', cited = 'ask the school first', registered = whole, document = text) =>
  verifyDocument(rulesCiting(locator, cited, registered), 'the-page', document)
const ofRule = ({ passages }: ReturnType<typeof report>) => passages.find(one => one.by.includes('town.may.meeting'))

describe('a document held against the rules', () => {
  it('has each passage found where its locator says', () => {
    const { passages, unregistered } = report()
    expect(passages.every(one => one.state === 'found')).toBe(true)
    expect(unregistered).toEqual([])
  })

  it('has words that stand on another line moved', () =>
    expect(ofRule(report('line 4'))).toMatchObject({ state: 'moved', line: 3 }))

  it('has words in whose place others stand changed, if nothing says anything of these', () =>
    expect(ofRule(report('line 3', 'ask the school twice', [whole[0]!, ...whole.slice(2)]))).toMatchObject({
      state: 'changed',
      line: null,
      place: null,
    }))

  it.each([
    ['others have moved up into its place', 'line 3', whole],
    ['there is no such line', 'line 30', whole],
    ['nothing is known of its place', 'paragraph 4', whole],
  ])('has words gone that stand nowhere: %s', (_, locator, registered) =>
    expect(ofRule(report(locator, 'ask the school twice', registered))).toMatchObject({ state: 'gone', line: null }),
  )

  it.each([
    ['under “The page”, sentence beginning “Ask the school”', 'found'],
    ['sentence beginning “ASK the school first, always.”', 'found'],
    ['on asking', 'found'],
    ['under “The page”, sentence beginning “Nobody else”', 'moved'],
    ['under “Another page”, sentence beginning “Ask the school”', 'moved'],
  ])('follows the locator %s', (locator, state) =>
    expect(ofRule(report(locator))).toMatchObject({
      state,
      line: 3,
      place: 'under “The page”, sentence beginning “Ask the school first”',
    }),
  )

  it('shows each stretch of words that no entry of the register accounts for', () =>
    expect(report('line 3', 'ask the school first', whole.slice(0, 3)).unregistered).toEqual([
      { line: 4, text: 'Nobody else need be' },
      { line: 5, text: 'A list' },
      { line: 6, text: 'one' },
    ]))

  it('shows the binding sentences that no rule cites, with what the register says of them', () =>
    expect(report().uncited).toEqual([
      { line: 4, text: 'The town must be told.', register: { class: 'rule', reason: null } },
    ]))
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { readRules, verifyDocument } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { compareRegister, draftRegister, editJson, listRelocations, type RegisterComparison } from '../src/internal.ts'
import { followLocator } from '../src/passages/locators.ts'
import { openDocument } from '../src/passages/places.ts'
import { computeFingerprint } from '../src/passages/words.ts'
import { changedFiles } from './support/corpus.ts'
import { blocks, sentences, textOf } from './support/texts.ts'

interface Entry {
  locator: string
  passage: { words: number; sha256: string }
  class: string
  rules?: string[]
  gone?: string
}

/** The base of the corpus with a register of the town’s page, and what one of its rules cites. */
const rulesWith = (entries: readonly object[], citation: object = { locator: 'all of it' }): Rules => {
  const files = changedFiles([
    { file: 'town/registers/the-page.json', change: { set: { source: 'the-page', entries } } },
    {
      file: 'town/rules.json',
      pointer: '/rules/0/citations/0',
      change: { set: { source: 'the-page', evidence: 'primary', ...citation } },
    },
  ])
  const read = readRules([...files].map(([path, value]) => ({ path, value })))
  return read.ok ? read.value : expect.fail(JSON.stringify(read.issues))
}

const draft = (text: string, rules = rulesWith([{ locator: 'all', class: 'open' }])): readonly Entry[] =>
  draftRegister(rules, 'the-page', 'town', text).entries as readonly Entry[]

const compare = (entries: readonly object[], text: string, earlier: readonly string[] = [], citation?: object) => {
  const rules = rulesWith(entries, citation)
  const register = rules.rulebook.authorities.get('town')!.registers.find(one => one.source === 'the-page')!
  return compareRegister(rules.rulebook, register, text, earlier)
}

/** The entries after what was compared is written. */
const after = (
  entries: readonly object[],
  { relocate, added, lost, returned }: RegisterComparison,
): readonly Entry[] => {
  const file = { source: 'the-page', entries }
  const text = editJson(JSON.stringify(file, null, 2), [
    ...listRelocations(file, 'the-page', relocate).map(
      ({ path, locator }) => ({ kind: 'set', path, value: locator }) as const,
    ),
    ...lost.map(({ entry }) => ({ kind: 'set', path: ['entries', entry, 'gone'], value: '2026-11-22' }) as const),
    ...returned.flatMap(
      ({ entry, place }) =>
        [
          { kind: 'set', path: ['entries', entry, 'locator'], value: place },
          { kind: 'remove', path: ['entries', entry, 'gone'] },
        ] as const,
    ),
    ...added.map(
      ({ locator, passage, after: at }) =>
        ({ kind: 'insert', path: ['entries'], before: at + 1, value: { locator, passage, class: 'open' } }) as const,
    ),
  ])
  return JSON.parse(text).entries
}

const page =
  'Our page\n\nAsk the school first, always. The town must be told. Nobody else need be.\n\nWe offer:\n- one thing\n- another thing'

describe('a register that is drafted', () => {
  it('has an entry for each sentence, open and with a place', () =>
    expect(draft(page).map(({ locator, class: kind, passage }) => [locator, kind, passage.words])).toEqual([
      ['heading “Our page”', 'open', 2],
      ['under “Our page”, sentence beginning “Ask the school first”', 'open', 5],
      ['under “Our page”, sentence beginning “The town must be”', 'open', 5],
      ['under “Our page”, sentence beginning “Nobody else need be”', 'open', 4],
      // A rule of the base cites line 5.
      ['under “Our page”, sentence beginning “We offer”', 'offer', 2],
      ['under “Our page”, after “We offer”, item beginning “one thing”', 'open', 2],
      ['under “Our page”, after “We offer”, item beginning “another thing”', 'open', 2],
    ]))

  const [, asked] = draft(page)
  it.each([
    ['by its words', { locator: 'somewhere', passage: asked!.passage }],
    ['by its place', { locator: 'sentence beginning “Ask the”' }],
    ['by words inside it', { locator: 'somewhere', passage: draft('the school first')[0]!.passage }],
  ])('names the rules that cite a sentence %s already', (_, citation) => {
    const found = draft(page, rulesWith([{ locator: 'all', class: 'open' }], citation))
    expect(found.map(one => one.class)).toEqual(['open', 'rule', 'open', 'open', 'offer', 'open', 'open'])
    expect(found[1]).toMatchObject({ rules: ['town.may.meeting'] })
  })

  it('is found whole by sources verify, whatever the text', () => {
    fc.assert(
      fc.property(blocks.map(textOf), text => {
        const rules = rulesWith(draft(text))
        const report = verifyDocument(rules, 'the-page', text)
        expect(report.unregistered).toEqual([])
        expect(report.passages.filter(one => one.state !== 'found')).toEqual([])
      }),
      { numRuns: runs() },
    )
  })
})

describe('a register held against a new copy', () => {
  const entries = draft(page)

  it('has nothing to say of the same text, nor of one laid out anew', () => {
    const other = page.replaceAll('\n- ', '\n  •  ').replaceAll('. ', '.  ').replaceAll('\n\n', '\n\n\n')
    for (const text of [page, other])
      expect(compare(entries, text)).toMatchObject({ standing: 7, moved: [], lost: [], added: [], returned: [] })
  })

  it('calls a sentence that is taken out gone, and the others as they were', () => {
    const found = compare(entries, page.replace(' The town must be told.', ''), [page])
    expect(found).toMatchObject({ standing: 6, moved: [], added: [] })
    expect(found.lost).toMatchObject([{ entry: 2, was: 'The town must be told', now: null }])
  })

  it('calls one with other words changed: like its old words, or in its place and beginning so', () => {
    const text = page.replace('The town must be told.', 'At once, the town must be told of it.')
    expect(compare(entries, text, [page]).lost).toMatchObject([
      { entry: 2, now: { text: 'At once, the town must be told of it.' } },
    ])
    expect(compare(entries, page.replace('The town must be told.', 'It is for the town to say.')).lost).toMatchObject([
      { entry: 2, was: null, now: null },
    ])
    const grown = page.replace('be told.', 'be told, unless it is urgent.')
    expect(compare(entries, grown).lost).toMatchObject([
      { entry: 2, was: 'The town must be told', now: { text: 'The town must be told, unless it is urgent.' } },
    ])
    const kept = page.replace('The town must be told.', 'The town must be asked, and has a week to say no.')
    expect(compare(entries, kept).lost).toMatchObject([{ entry: 2, now: { line: 3 } }])
  })

  it('re-places what stands under another heading, in register and citations, and says what rests on it', () => {
    const text = page.replace('Our page', 'Our new page')
    const cited = { locator: entries[2]!.locator }
    const found = compare(entries, text, [], cited)
    expect(found.moved.map(one => one.place)).toContain('under “Our new page”, sentence beginning “The town must be”')
    expect(found.moved[1]).toMatchObject({ entry: 2, restedOnBy: ['town.may.meeting'] })
    expect(found.relocate(cited.locator, undefined)).toBe('under “Our new page”, sentence beginning “The town must be”')
    expect(found.relocate('section 4', undefined)).toBeUndefined()
  })

  it('re-places a citation of words inside a sentence by these', () => {
    const { passage } = draft('town must be told')[0]!
    const cited = { locator: 'under “Our page”, sentence beginning “The town”', passage }
    const found = compare(entries, page.replace('Our page', 'Our new page'), [], cited)
    expect(found.relocate(cited.locator, passage)).toBe(
      'under “Our new page”, sentence beginning “The town must be”, from “town must be told. Nobody”'.replace(
        '. Nobody',
        '',
      ),
    )
    expect(compare(entries, page, [], cited).relocate(cited.locator, passage)).toBeUndefined()
  })

  it('leaves a place in a form of somebody’s own as it is, and finds an entry without words by its place', () => {
    const own = entries.map((one, i) => (i === 1 ? { ...one, locator: 'on asking' } : one))
    expect(compare(own, page.replace('Our page', 'Our new page')).moved.map(one => one.entry)).not.toContain(1)
    const { passage: _, ...wordless } = { ...entries[2]!, locator: 'sentence beginning “The town”' }
    expect(compare(entries.with(2, wordless as Entry), page)).toMatchObject({ standing: 7, added: [] })
  })

  it('re-places a line that is another now', () => {
    const lines = entries.map((one, i) =>
      i === 0 ? one : { ...one, locator: i < 4 ? `line 3, part ${i}` : `line ${i + 1}` },
    )
    const found = compare(lines, `Updated today.\n\n${page}`)
    expect(found.moved.map(one => one.entry)).toEqual([1, 2, 3, 4, 5, 6])
    expect(found.added.map(one => one.text)).toEqual(['Updated today.'])
  })

  it('takes the mark off what is there again', () => {
    const without = after(entries, compare(entries, page.replace(' Nobody else need be.', '')))
    expect(without[3]).toMatchObject({ gone: '2026-11-22' })
    const found = compare(without, page)
    expect(found.returned).toMatchObject([{ entry: 3, place: entries[3]!.locator }])
    expect(after(without, found)).toEqual(entries)
  })

  it('of two sentences alike of which one is taken out, one is gone', () => {
    const twice = draft('It is so. Ask us. It is so.')
    expect(compare(twice, 'It is so. Ask us.').lost.map(one => one.entry)).toEqual([2])
    expect(compare(twice, 'Ask us. It is so.')).toMatchObject({ lost: [{ entry: 2 }], moved: [] })
  })
})

type Edit =
  | { readonly kind: 'delete'; readonly at: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'move'; readonly at: number; readonly to: number }

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat(99) }),
    fc.record({ kind: fc.constant('insert' as const), at: fc.nat(99), text: sentences }),
    fc.record({ kind: fc.constant('move' as const), at: fc.nat(99), to: fc.nat(99) }),
  ),
  { maxLength: 5 },
)

const edited = (all: readonly (readonly string[])[], changes: readonly Edit[]): readonly (readonly string[])[] => {
  let now = [...all]
  for (const one of changes) {
    if (one.kind === 'insert') now.splice(one.at % (now.length + 1), 0, [one.text])
    else if (now.length > 0) {
      const [taken] = now.splice(one.at % now.length, 1)
      if (one.kind === 'move') now.splice(one.to % (now.length + 1), 0, taken!)
    }
  }
  now = now.length === 0 ? [['Nothing is left.']] : now
  return now
}

describe('whatever is moved, put in and taken out', () => {
  it('re-places exactly what cannot be found in its place any more, and the register is whole again', () => {
    fc.assert(
      fc.property(blocks, edits, (all, changes) => {
        const [old, text] = [textOf(all), textOf(edited(all, changes))]
        const entries = draft(old)
        const found = compare(entries, text, [old])
        const document = openDocument(text)
        const movedEntries = new Set(found.moved.map(one => one.entry))
        const lostEntries = new Set(found.lost.map(one => one.entry))
        entries.forEach(({ locator, passage }, i) => {
          const led = followLocator(locator, document.index)
          const there = led !== 'own-form' && 'sentence' in led ? led.sentence : undefined
          const words = document.words.words.slice(there?.from, there?.to)
          const isThere = there !== undefined && computeFingerprint(words).sha256 === passage.sha256
          if (!isThere) expect(movedEntries.has(i) || lostEntries.has(i)).toBe(true)
          if (movedEntries.has(i)) expect(isThere && !sharesWords(entries, i)).toBe(false)
        })
        const now = after(entries, found)
        const report = verifyDocument(rulesWith(now), 'the-page', text)
        expect(report.passages.filter(one => one.state !== 'found')).toEqual([])
        expect(report.unregistered).toEqual([])
        expect(compare(now, text)).toMatchObject({ moved: [], lost: [], added: [], returned: [] })
        expect(now.filter(one => one.gone === undefined)).toHaveLength(document.index.sentences.length)
      }),
      { numRuns: runs() },
    )
  })

  const sharesWords = (entries: readonly Entry[], i: number): boolean =>
    entries.some((one, j) => j !== i && one.passage.sha256 === entries[i]!.passage.sha256)
})

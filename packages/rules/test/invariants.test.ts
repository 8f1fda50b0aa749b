import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkRules, loadRules, type Rulebook, readRules } from '../src/index.ts'
import { baseFiles, type CaseDirectory, caseDirectory, casesIn, textsOf } from './support/corpus.ts'

const [, cases] = (await casesIn('good')).find(([file]) => file === 'invariants.json')!
const [everyKind, , findings] = cases
let directory: CaseDirectory
beforeAll(async () => {
  directory = await caseDirectory()
})
afterAll(() => directory.remove())

const both = () =>
  new Map([...textsOf(everyKind!), ['accepted-findings.json', textsOf(findings!).get('accepted-findings.json')!]])
const rulebookIn = async (place: string, options = {}): Promise<Rulebook> => (await loadRules(place, options)).rulebook

describe('invariants and accepted findings', () => {
  test('are read whole, each with its place and its days', () =>
    directory.look(both(), async place => {
      const { invariants, acceptedFindings } = await rulebookIn(place, { whole: true })
      expect(invariants.map(one => one.kind)).toEqual([
        'never',
        'always',
        'never',
        'never',
        'never',
        'never-more-permissive',
        'never-more-permissive',
        'learning-less-never-permits-more',
        'irrelevant',
      ])
      const at = { file: 'invariants.json' }
      expect(invariants[0]).toMatchObject({ ...at, pointer: '/invariants/0', firstDay: null, lastDay: null })
      expect(invariants[1]).toMatchObject({ ...at, firstDay: '2024-01-01', lastDay: '2024-08-18', authority: 'town' })
      expect(acceptedFindings.map(one => one.code)).toEqual(['rule-never-holds', 'rule-changes-nothing'])
      expect(Object.isFrozen(invariants[0])).toBe(true)
    }))

  test('are left alone, whatever they say, by who only decides', () =>
    directory.look(
      new Map([...both(), ['invariants.json', 'no JSON'], ['accepted-findings.json', '7']]),
      async place => {
        const { invariants, acceptedFindings } = await rulebookIn(place)
        expect([invariants, acceptedFindings]).toEqual([[], []])
        expect(await checkRules(place, { codes: true })).toMatchObject({ ok: true })
        const checked = await checkRules(place, { whole: true })
        expect(checked.ok ? [] : checked.issues.map(one => one.file)).toEqual([
          'accepted-findings.json',
          'invariants.json',
        ])
      },
    ))

  test('change no digest', async () => {
    const before = await directory.look(textsOf({ name: 'base', file: 'manifest.json', change: {} }), place =>
      loadRules(place, { whole: true }),
    )
    const after = await directory.look(both(), place => loadRules(place, { whole: true }))
    expect(after.rulebook.invariants.length).toBeGreaterThan(0)
    expect(after.digest).toBe(before.digest)
  })

  test('need not be there', () => {
    const checked = readRules([...baseFiles].map(([path, value]) => ({ path, value })))
    expect(checked.ok && [checked.value.rulebook.invariants, checked.value.rulebook.acceptedFindings]).toEqual([[], []])
  })

  test('have one place only, and a name near theirs is put right', () =>
    directory.look(new Map([...both(), ['invariant.json', '{}'], ['town/invariants.json', '{}']]), async place => {
      const checked = await checkRules(place, { whole: true })
      const found = checked.ok ? [] : checked.issues
      expect(found).toContainEqual(
        expect.objectContaining({ code: 'unplaced-file', file: 'invariant.json', suggestion: 'invariants.json' }),
      )
      expect(found.map(one => one.file)).toContain('town/invariants.json')
    }))

  test('may not be so large, written out, that nothing could answer them', async () => {
    const many = { all: Array.from({ length: 400 }, () => ({ condition: 'open-and-young' })) }
    const definitions = Array.from({ length: 2 }, (_, i) => ({
      name: `large-${i}`,
      statement: 'it is large',
      otherwise: 'it is not large',
      conditions: i === 0 ? many : { all: Array.from({ length: 10 }, () => ({ condition: 'large-0' })) },
    }))
    const files = new Map<string, unknown>(structuredClone(baseFiles))
    ;(files.get('land/definitions.json') as { definitions: unknown[] }).definitions.push(...definitions)
    files.set('invariants.json', {
      invariants: [
        {
          id: 'large',
          title: 'Too large',
          kind: 'never',
          decision: 'may',
          when: { condition: 'large-1' },
          outcome: { answer: 'permitted' },
          citations: [{ source: 'the-act', locator: 'section 1', evidence: 'primary' }],
        },
      ],
    })
    const checked = readRules([...files].map(([path, value]) => ({ path, value })))
    expect(checked).toMatchObject({
      ok: false,
      issues: [{ code: 'unreachable-limit', file: 'invariants.json', pointer: '/invariants/0/when' }],
    })
  })
})

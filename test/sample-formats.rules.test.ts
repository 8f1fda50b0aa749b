import { type Issue, loadRules } from '@virtual-school/rules'
import { childOf, type FoldedChild, foldChild, type ReturnRow, recogniseTable } from '@virtual-school/rules/internal'
import { describe, expect, it } from 'vitest'
import { childrenOf, sampleCouncil } from '../tools/sample-council/src/children.ts'
import { isoDay } from '../tools/sample-council/src/days.ts'
import type { Child } from '../tools/sample-council/src/history/history.ts'
import { careTruth, needTruth, schoolTruth, type Truth } from '../tools/sample-council/src/truth.ts'
import { listsTruth } from '../tools/sample-council/src/truth-of-lists.ts'
import { realDirectory } from './support/real-rules.ts'
import { readFormat } from './support/sample-files.ts'
import { testSeed } from './support/sizes.ts'

const { rulebook } = await loadRules(realDirectory, { codes: true })
const sets = [...rulebook.codeSets.values()]

const council = sampleCouncil({ children: 300, seed: testSeed })
const children = [...childrenOf(council)]

/** The rows of each child in the files of a format, and why a table was not recognised. */
const rowsOf = async (format: string) => {
  const rows = new Map<string, ReturnRow[]>()
  const refused: Issue[] = []
  for (const { file, tables } of await readFormat(format, council))
    for (const { name, headings, rows: cells, children: owners } of tables) {
      const table = recogniseTable({ sets, vocabulary: rulebook.factsByName, headings, name: `${file} ${name}` })
      if (!table.ok) refused.push(...table.issues)
      else if (table.value.aboutChildren)
        for (const [i, one] of cells.entries()) {
          const id = owners[i] ?? childOf(table.value, one)
          rows.set(id, [...(rows.get(id) ?? []), { table: table.value, cells: one, line: i + 2 }])
        }
    }
  return { rows, refused }
}

/** What a return says of a child, as it can be held to the truth: facts, or that there are none and why. */
const saidOf = ({ facts, issues }: FoldedChild): object => {
  if (issues.length === 0) return { facts }
  return { refused: issues.some(one => one.code === 'death-recorded') ? 'died' : 'contradiction' }
}

/** What the files of a format say of each child on a day, by the child. */
const saidIn = async (format: string, day: string, of: (child: Child) => string, authority?: string) => {
  const { rows } = await rowsOf(format)
  const ids = new Map(children.map(one => [of(one), one.id]))
  const options = authority === undefined ? {} : { authority }
  return new Map([...rows].map(([id, some]) => [ids.get(id) ?? id, saidOf(foldChild(some, day, options))]))
}

/** The truth of all children who are in the return. */
const truths = (truthOf: (child: Child) => Truth | undefined): ReadonlyMap<string, Truth> =>
  new Map(
    children.flatMap(one => {
      const truth = truthOf(one)
      return truth === undefined ? [] : [[one.id, truth] as const]
    }),
  )

/** Children of whom the return says something else than is so, with both; by id. */
const differences = (said: ReadonlyMap<string, object>, truth: ReadonlyMap<string, Truth>): readonly unknown[] =>
  [...new Set([...said.keys(), ...truth.keys()])].flatMap(id => {
    const [one, other] = [said.get(id), truth.get(id)]
    return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)) ? [] : [{ id, said: one, truth: other }]
  })

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value

const today = isoDay(council.asOf)
const byId = (child: Child): string => child.id
const byUpn = (child: Child): string => child.upn

describe('the return about children looked after tells of every child what is so', () => {
  const forms = ['csv', 'semicolons', 'tabs', 'regional', 'xml', 'workbook', 'workbook-texts'].map(
    one => `ssda903-${one}`,
  )
  const holds = async (form: string) => {
    expect((await rowsOf(form)).refused).toEqual([])
    const truth = truths(one => careTruth(one, council, council.asOf))
    expect(differences(await saidIn(form, today, byId), truth)).toEqual([])
  }

  it.each(forms)('%s', holds)

  it.each([40, 200, 500, 1_500])('on the day %i days before', async before => {
    const day = council.asOf - before
    const truth = truths(one => careTruth(one, council, day))
    expect(differences(await saidIn('ssda903-csv', isoDay(day), byId), truth)).toEqual([])
  })
})

describe('the census of children in need tells of every child what is so', () => {
  it.each(['cin-xml', 'cin-flat'])('%s', async form => {
    expect((await rowsOf(form)).refused).toEqual([])
    const truth = truths(one => needTruth(one, council.asOf))
    expect(differences(await saidIn(form, today, byId), truth)).toEqual([])
  })
})

describe('the school census tells of every child what is so', () => {
  it('census-collect, which does not say of which council it is', async () => {
    expect((await rowsOf('census-collect')).refused).toEqual([])
    const truth = truths(one => schoolTruth(one, council.asOf))
    expect(differences(await saidIn('census-collect', today, byId), truth)).toEqual([])
  })

  it('census-xml', async () => {
    expect((await rowsOf('census-xml')).refused).toEqual([])
    const truth = truths(one => schoolTruth(one, council.asOf))
    expect(differences(await saidIn('census-xml', today, byUpn), truth)).toEqual([])
  })

  // The number of the council is in the head of the file, and whether somebody is on roll in another element than a pupil’s own.
  it('census-xml, of the council that is asked', async () => {
    const own = sets
      .flatMap(one => one.lists.flatMap(list => list.codes))
      .find(one => one.code === council.number && one.council !== undefined)?.council
    const truth = truths(one => withCouncil(one, schoolTruth(one, council.asOf)))
    expect(differences(await saidIn('census-xml', today, byUpn, own), truth)).toEqual([])
  })
})

/** Who is on roll goes to school in the council of the census. */
const withCouncil = ({ school }: Child, truth: Truth | undefined): Truth | undefined =>
  truth === undefined || 'refused' in truth || school?.left !== undefined
    ? truth
    : { facts: { ...truth.facts, educatedInThisAuthority: true } }

describe('the lists for Ofsted tell of every child what is so', () => {
  it.each([
    ['annex-a-workbook', ['List 6', 'List 7', 'List 8', 'List 9']],
    ['annex-a-list-8', ['List 8']],
  ])('%s', async (form, lists) => {
    expect((await rowsOf(form)).refused).toEqual([])
    const truth = truths(one => listsTruth(one, council, lists))
    expect(differences(await saidIn(form, today, byId), truth)).toEqual([])
  })
})

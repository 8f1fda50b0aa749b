import { type Council, careChildrenOf } from '../children.ts'
import { britishDay } from '../days.ts'
import type { Child } from '../history/history.ts'
import type { Cell, Table } from '../table.ts'
import { ssda903Tables } from '../tables/ssda903.ts'
import { inPieces, type SampleFile, utf8 } from './format.ts'
import { createElements, xmlHead } from './xml.ts'

const { group, leaf, given } = createElements(britishDay)

/** The return about children looked after as one XML file, each child an element. */
export const ssda903Xml = (council: Council): SampleFile => ({
  name: 'ssda903.xml',
  pieces: () => inPieces(textsOf(council), utf8),
})

function* textsOf(council: Council): Generator<string> {
  yield `${xmlHead}<EXPSSDA903>`
  for (const child of careChildrenOf(council)) yield childElement(child, council)
  yield '</EXPSSDA903>\n'
}

const tables: ReadonlyMap<string, Table> = new Map(ssda903Tables.map(one => [one.name, one]))

/** What a table says of the child, row by row, by its headings. */
const rowsIn = (name: string, child: Child, council: Council): readonly (readonly (readonly [string, Cell])[])[] => {
  const { headings, rowsOf } = tables.get(name)!
  return rowsOf(child, council).map(cells => cells.map((cell, i) => [headings[i]!, cell] as const))
}

/** Columns that stand in the child’s own element already. */
const shared = new Set(['CHILD', 'DOB', 'SEX'])
const ownLeaves = (row: readonly (readonly [string, Cell])[]): readonly string[] =>
  row.filter(([heading]) => !shared.has(heading)).map(([heading, cell]) => given(heading, cell))

const groups = (name: string, table: string, child: Child, council: Council): string =>
  rowsIn(table, child, council)
    .map(row => group(name, ownLeaves(row)))
    .join('')

/** Inside the element of a child stand the parts that only some have, between those that all have. */
const childElement = (child: Child, council: Council): string => {
  const cells = new Map(rowsIn('Header', child, council)[0])
  const own = (heading: string): string => leaf(heading, cells.get(heading) ?? '')
  const leaver = rowsIn('OC3', child, council).flatMap(ownLeaves)
  const header = [
    leaf('CHILDID', child.id),
    own('UPN'),
    own('SEX'),
    own('DOB'),
    own('ETHNIC'),
    group('UASC', rowsIn('UASC', child, council).flatMap(ownLeaves)),
    ...leaver,
    groups('AMISSING', 'Missing', child, council),
    groups('AREVIEW', 'Reviews', child, council),
    own('MOTHER'),
    own('MC_DOB'),
    groups('PERMANENCE', 'PrevPerm', child, council),
    groups('OC2', 'OC2', child, council),
    groups('AD_PLACED', 'AD1', child, council),
    groups('AD_PLACED', 'PlacedAdoption', child, council),
    groups('SWEPISODE', 'SWEpisodes', child, council),
    groups('DOLO', 'DoLo', child, council),
  ]
  const episodes = rowsIn('Episodes', child, council).map(row =>
    group(
      'EPISODE',
      row
        .filter(([heading]) => heading !== 'CHILD')
        .map(([heading, cell]) => leaf(heading === 'PLACE' ? 'PL' : heading, cell)),
    ),
  )
  return group('CHILD', [group('HEADER', header), ...episodes])
}

import { type Council, careChildrenOf, childrenOf } from '../children.ts'
import { britishDay, collectDay, isoDay, partsOf, yearBegin } from '../days.ts'
import type { Table } from '../table.ts'
import { annexAList8, annexATables } from '../tables/annex-a.ts'
import { cinFlatTable } from '../tables/cin-flat.ts'
import { collectTables } from '../tables/collect.ts'
import { ssda903Tables } from '../tables/ssda903.ts'
import { exportedTable, namedTable, newestFirst } from '../tables/variants.ts'
import { censusXml } from './census-xml.ts'
import { cinXml } from './cin-xml.ts'
import { csvFiles, csvPieces, type Dialect, type TextTables, utf16, windows1252 } from './csv.ts'
import type { Format } from './format.ts'
import { ssda903Xml } from './ssda903-xml.ts'
import { workbookFile } from './workbook.ts'

/** A format of tables that are texts. */
const textFormat = (name: string, title: string, textsOf: (council: Council) => TextTables): Format => ({
  name,
  title,
  filesOf: council => csvFiles(textsOf(council), council),
  piecesOf: council => csvPieces(textsOf(council), council),
})

const ssda903As = (dialect: Dialect, variant: (table: Table) => Table = one => one): TextTables => ({
  tables: ssda903Tables.map(variant),
  children: careChildrenOf,
  dialect,
  nameOf: table => `${table.name}.csv`,
})

/** The year in whose files the census lies: 2026_autumn. */
const termOf = ({ asOf }: Council): string => {
  const [, month] = partsOf(asOf)
  return `${partsOf(asOf)[0]}_${month < 4 ? 'spring' : month < 9 ? 'summer' : 'autumn'}`
}

/** Every form in which the product reads a return, with the tables of one council in it. */
export const formats: readonly Format[] = [
  textFormat(
    'ssda903-csv',
    'the return about children looked after (SSDA903) as tables, as the department takes them',
    () => ssda903As({ day: britishDay }),
  ),
  textFormat(
    'ssda903-semicolons',
    'the same as a spreadsheet in another language writes it: semicolons, Windows-1252, a column of names',
    () => ssda903As({ day: britishDay, delimiter: ';', before: 'sep=;\r\n', encode: windows1252 }, namedTable),
  ),
  textFormat('ssda903-tabs', 'the same as text for spreadsheets: tabs, UTF-16, the newest episode first', () =>
    ssda903As({ day: britishDay, delimiter: '\t', before: '\uFEFF', encode: utf16 }, newestFirst),
  ),
  textFormat(
    'ssda903-regional',
    'the same as a regional platform hands it back: ISO dates, LA and YEAR, a column that counts, empty headings',
    ({ asOf, number }) => {
      const year = String(partsOf(yearBegin(asOf, 4))[0])
      return ssda903As({ day: isoDay, newline: '\n' }, one => exportedTable(one, number, year))
    },
  ),
  { name: 'ssda903-xml', title: 'the same as one XML file', filesOf: council => [ssda903Xml(council)] },
  {
    name: 'ssda903-workbook',
    title: 'the same as one workbook, days as days',
    filesOf: council => [
      workbookFile('ssda903.xlsx', ssda903Tables, careChildrenOf, council, {
        days: 'numbers',
        sharesTexts: i => i % 2 === 0,
      }),
    ],
  },
  {
    name: 'ssda903-workbook-texts',
    title: 'the same as one workbook, days as texts, the sheets in another order',
    filesOf: council => [
      workbookFile('ssda903.xlsx', ssda903Tables.toReversed(), careChildrenOf, council, {
        days: 'texts',
        sharesTexts: () => true,
      }),
    ],
  },
  { name: 'cin-xml', title: 'the census of children in need as XML, of 2026', filesOf: council => [cinXml(council)] },
  textFormat('cin-flat', 'the same as one table, a row a referral', () => ({
    tables: [cinFlatTable],
    children: childrenOf,
    dialect: { day: isoDay, newline: '\n' },
    nameOf: () => 'CIN_flat.csv',
  })),
  { name: 'census-xml', title: 'the school census as XML', filesOf: council => [censusXml(council)] },
  textFormat('census-collect', 'the same as the tables that COLLECT hands out', council => ({
    tables: collectTables,
    children: childrenOf,
    dialect: { day: collectDay, newline: '\n' },
    nameOf: table => `${termOf(council)}_${table.name}.csv`,
  })),
  {
    name: 'annex-a-workbook',
    title: 'lists of Ofsted’s Annex A as one workbook',
    filesOf: council => [
      workbookFile('Annex_A.xlsx', annexATables, childrenOf, council, { days: 'numbers', sharesTexts: () => true }),
    ],
  },
  textFormat('annex-a-list-8', 'of these the list of children in care as text', () => ({
    tables: [annexAList8],
    children: childrenOf,
    dialect: { day: britishDay, before: '\uFEFF' },
    nameOf: () => 'List_8.csv',
  })),
]

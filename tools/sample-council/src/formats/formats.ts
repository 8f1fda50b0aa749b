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
import { csvFile, type Dialect, utf16, windows1252 } from './csv.ts'
import type { Format, SampleFile } from './format.ts'
import { ssda903Xml } from './ssda903-xml.ts'
import { workbookFile } from './workbook.ts'

const ssda903As = (
  council: Council,
  dialect: Dialect,
  tables: readonly Table[] = ssda903Tables,
): readonly SampleFile[] => tables.map(table => csvFile(`${table.name}.csv`, table, careChildrenOf, council, dialect))

/** The year in whose files the census lies: 2026_autumn. */
const termOf = ({ asOf }: Council): string => {
  const [, month] = partsOf(asOf)
  return `${partsOf(asOf)[0]}_${month < 4 ? 'spring' : month < 9 ? 'summer' : 'autumn'}`
}

/** Every form in which the product reads a return, with the tables of one council in it. */
export const formats: readonly Format[] = [
  {
    name: 'ssda903-csv',
    title: 'the return about children looked after (SSDA903) as tables, as the department takes them',
    filesOf: council => ssda903As(council, { day: britishDay }),
  },
  {
    name: 'ssda903-semicolons',
    title: 'the same as a spreadsheet in another language writes it: semicolons, Windows-1252, a column of names',
    filesOf: council =>
      ssda903As(
        council,
        { day: britishDay, delimiter: ';', before: 'sep=;\r\n', encode: windows1252 },
        ssda903Tables.map(namedTable),
      ),
  },
  {
    name: 'ssda903-tabs',
    title: 'the same as text for spreadsheets: tabs, UTF-16, the newest episode first',
    filesOf: council =>
      ssda903As(
        council,
        { day: britishDay, delimiter: '\t', before: '\uFEFF', encode: utf16 },
        ssda903Tables.map(newestFirst),
      ),
  },
  {
    name: 'ssda903-regional',
    title:
      'the same as a regional platform hands it back: ISO dates, LA and YEAR, a column that counts, empty headings',
    filesOf: council => {
      const year = String(partsOf(yearBegin(council.asOf, 4))[0])
      return ssda903As(
        council,
        { day: isoDay, newline: '\n' },
        ssda903Tables.map(one => exportedTable(one, council.number, year)),
      )
    },
  },
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
  {
    name: 'cin-flat',
    title: 'the same as one table, a row a referral',
    filesOf: council => [csvFile('CIN_flat.csv', cinFlatTable, childrenOf, council, { day: isoDay, newline: '\n' })],
  },
  { name: 'census-xml', title: 'the school census as XML', filesOf: council => [censusXml(council)] },
  {
    name: 'census-collect',
    title: 'the same as the tables that COLLECT hands out',
    filesOf: council =>
      collectTables.map(table =>
        csvFile(`${termOf(council)}_${table.name}.csv`, table, childrenOf, council, { day: collectDay, newline: '\n' }),
      ),
  },
  {
    name: 'annex-a-workbook',
    title: 'lists of Ofsted’s Annex A as one workbook',
    filesOf: council => [
      workbookFile('Annex_A.xlsx', annexATables, childrenOf, council, { days: 'numbers', sharesTexts: () => true }),
    ],
  },
  {
    name: 'annex-a-list-8',
    title: 'of these the list of children in care as text',
    filesOf: council => [
      csvFile('List_8.csv', annexAList8, careChildrenOf, council, { day: britishDay, before: '\uFEFF' }),
    ],
  },
]

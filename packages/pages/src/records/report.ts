import {
  type ReportSection,
  realmsIn,
  recordLogRead,
  report,
  reportSections,
  reportTitle,
} from '@virtual-school/records'
import { type FieldError, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'
import { fromRecords, type PageReading } from './reading.ts'
import { foldOf, sectionInWords } from './report-words.ts'

/** What is asked of a report, as it stands in the address: days, and whether small numbers are left out. */
const readQuery = ({ search }: Visit) => {
  const query = new URLSearchParams(search)
  const given = (name: string) => query.get(name)?.trim() || undefined
  return { from: given('from'), to: given('to'), small: query.get('small') === 'out' }
}

/** The log of several realms is counted as one, so the counts are for who may see all of it. */
const maySeeAll = async ({ records, visitor }: PageReading): Promise<boolean> =>
  visitor.scopes.has('records:read:all') || (await realmsIn(records)).every(realm => realm === visitor.realm)

const answer = fromRecords(async (tools, visit, reading) => {
  const { records, by } = reading
  const { from, to, small } = readQuery(visit)
  if (!(await maySeeAll(reading))) return problemPage(tools.service, 'not-allowed', undefined, visit.visitor)
  const made = await report(records, { from, to, suppressSmall: small })
  if (!made.ok) return reportPage(tools, visit, { errors: [{ field: 'from', text: recordWords.daysRefused }] })
  const read = await recordLogRead(records, by, { read: 'report', ...(from && { from }), ...(to && { to }) })
  if (!read.ok) return problemPage(tools.service, 'not-allowed', undefined, visit.visitor)
  return reportPage(tools, visit, { about: reportTitle(made.value), sections: reportSections(made.value) })
})

interface Made {
  readonly about?: string
  readonly sections?: readonly ReportSection[]
  readonly errors?: readonly FieldError[]
}

const reportPage = ({ service }: Tools, visit: Visit, { about, sections = [], errors = [] }: Made): PageReply =>
  showPage(service, {
    view: 'records/report',
    title: recordWords.reportTitle,
    section: 'records',
    cache: 'none',
    errors,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      ...readQuery(visit),
      about,
      sections: sections.map(one => asShown(sectionInWords(service, one))),
    },
  })

/** The first column of numbers of a table as bars, of at most 100. The table has the numbers too. */
type Drawing = readonly { readonly name: string; readonly value: string; readonly length: number }[]

const [longest, mostBars] = [100, 12]

const numberOf = (cell: string | undefined): number => Number((cell ?? '').replaceAll(',', ''))

/** A table as bars; undefined if there is nothing to compare, or too much for a picture. */
const drawingOf = ({ head, rows, texts }: ReportSection): Drawing | undefined => {
  if (texts !== 1 || head[0] === '' || rows.length < 2 || rows.length > mostBars) return undefined
  // A small number that is left out has no bar.
  const values = rows.map(row => (Number.isFinite(numberOf(row[1])) ? numberOf(row[1]) : 0))
  const most = Math.max(...values)
  if (most === 0) return undefined
  return rows.map(([name = '', value = ''], at) => ({
    name,
    value,
    length: Math.round((values[at]! / most) * longest),
  }))
}

/** A part as the template has it: with its bars, and what its table is folded under. */
const asShown = (section: ReportSection) => ({ ...section, drawing: drawingOf(section), fold: foldOf(section) })

/** GET /records/report. */
export const reportRoute: PageRoute = {
  method: 'get',
  path: '/records/report',
  scope: 'records:read',
  isShared: true,
  answer,
}

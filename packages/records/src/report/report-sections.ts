import { instantInWords } from '../account/when-and-who.ts'
import type { ActivityReport, EventCounts, NamedCount, ReportCounts, ReportRow } from './activity-report.ts'
import { roundingRule, type Shown } from './protection.ts'
import { erasedNote, measureNotes, measures, measureWords, type TableName, tableWords } from './units.ts'

/** A part of a report, before it is decided how it looks: texts, and a table whose cells are numbers after the first `texts` columns. */
export interface ReportSection {
  readonly heading: string
  readonly lead: readonly string[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** How many columns hold texts, from the left. */
  readonly texts: number
}

const number = (count: Shown): string => (count === null ? 'c' : count.toLocaleString('en-GB'))
const percent = (rate: number | null): string => (rate === null ? '' : `${(rate * 100).toFixed(1)}%`)
const share = (part: Shown, whole: Shown): string =>
  part === null || whole === null || whole === 0 ? '' : percent(part / whole)

const hour = 3_600
const duration = (seconds: number): string =>
  seconds < 48 * hour ? `${(seconds / hour).toFixed(1)} hours` : `${(seconds / (24 * hour)).toFixed(1)} days`

export const reportTitle = ({ from, to }: Pick<ActivityReport, 'from' | 'to'>): string =>
  `Decisions recorded ${from === null ? '' : `from ${instantInWords(from)} `}until ${instantInWords(to)}`

/** The first screen: how many, how often people decided and otherwise, and what waits for somebody. */
const inShort = (report: ActivityReport): ReportSection => {
  const { decisions, erased, all, unanswered, medianSecondsToDecide: median } = report
  const oldest = unanswered?.[0]
  const of = (count: Shown): string => share(count, all.decisions)
  return {
    heading: 'In short',
    lead: report.isSuppressed ? [roundingRule] : [],
    head: ['', 'How many', 'Rate', ''],
    texts: 1,
    rows: [
      ['Decisions', number(decisions), '', ''],
      ['Erased since, so in no table', number(erased.count), '', ''],
      ['Left to count', number(all.decisions), '', ''],
      [
        'Decided by a person',
        number(all.decided),
        of(all.decided),
        median === null ? '' : `half within ${duration(median)}`,
      ],
      ['Decided otherwise', number(all.overridden), percent(all.overriddenRate), 'of those that a person decided'],
      ['Challenged', number(all.challenged), of(all.challenged), ''],
      [
        'Challenged, not answered yet',
        number(all.unanswered),
        of(all.unanswered),
        oldest === undefined ? '' : `the oldest for ${oldest.days} days`,
      ],
      ['Nobody looked at them', number(all.unseen), of(all.unseen), ''],
      ['Nobody was told', number(all.untold), of(all.untold), ''],
      ['Depended on how words are read', number(all.withReadings), of(all.withReadings), ''],
      ['Came with a caution', number(all.withCautions), of(all.withCautions), ''],
      ['Erasures', number(report.erasures.count), '', 'in the same time'],
      ['Readings', number(report.readings.count), '', 'in the same time'],
      ['Copies', number(report.exports.count), '', 'in the same time'],
    ],
  }
}

const openChallenges = ({ unanswered }: ActivityReport): ReportSection => ({
  heading: 'Challenges that are not answered yet',
  lead:
    unanswered === null
      ? ['The list is left out, since it would show small counts.']
      : unanswered.length === 0
        ? ['None.']
        : [],
  head: ['Decision', 'Question', 'Council', 'Challenged', 'Days since'],
  texts: 4,
  rows: (unanswered ?? []).map(({ id, question, council, since, days }) => [
    ...[id, question, council, instantInWords(since)],
    number(days),
  ]),
})

const countCells = (row: ReportCounts): readonly string[] =>
  measures.flatMap(measure =>
    measure === 'overridden' ? [number(row.overridden), percent(row.overriddenRate)] : [number(row[measure])],
  )
const countHead = measures.flatMap(measure =>
  measure === 'overridden' ? [measureWords.overridden, 'Rate'] : [measureWords[measure]],
)

/** In these tables what people decided otherwise would drown in rows where they did not, or where nothing is shown. */
const folded: readonly TableName[] = ['answer', 'reading', 'caution', 'rule']

const saysSomething = (row: ReportRow): boolean =>
  row.overridden !== 0 && measures.some(measure => row[measure] !== null)

/** What people decided otherwise most often comes first. */
const byOverridden = (one: ReportRow, other: ReportRow): number =>
  (other.overridden ?? 0) - (one.overridden ?? 0) || (other.overriddenRate ?? 0) - (one.overriddenRate ?? 0)

const foldedWords = (count: number, isSuppressed: boolean): string =>
  isSuppressed
    ? `${count} more, in which every count is c, are not shown here. The CSV and the JSON have them.`
    : `${count} more, in which no person decided otherwise, are not shown here. The CSV and the JSON have them.`

const tableSection =
  (isSuppressed: boolean) =>
  ({ by, rows }: ActivityReport['tables'][number]): ReportSection => {
    const shown = folded.includes(by) ? rows.filter(saysSomething).sort(byOverridden) : rows
    const more = rows.length - shown.length
    return {
      heading: tableWords[by].heading,
      lead: more === 0 ? [] : [foldedWords(more, isSuppressed)],
      head: [tableWords[by].name, ...countHead],
      texts: 1,
      rows: shown.map(row => [row.name, ...countCells(row)]),
    }
  }

const named = (
  heading: string,
  name: string,
  rows: readonly NamedCount[],
  lead: readonly string[] = [],
): ReportSection => ({
  ...{ heading, lead, texts: 1 },
  head: [name, 'How many'],
  rows: rows.map(row => [row.name, number(row.count)]),
})

const events = (heading: string, { count, by }: EventCounts, name: string): ReportSection =>
  named(heading, name, by, by.length === 0 ? [`${number(count)} in all.`] : [])

const rulesInUse = ({ rules }: ActivityReport): ReportSection => ({
  heading: 'Rules in use',
  lead: [],
  head: ['Version', 'Digest', 'From', 'Until'],
  texts: 4,
  rows: rules.map(({ version, digest, from, to }) => [
    ...[version, digest],
    from === null ? 'before the report begins' : instantInWords(from),
    to === null ? 'the report ends' : instantInWords(to),
  ]),
})

/** A report as a person reads it: what matters first, then every table. The same for a terminal and for a page. */
export const reportSections = (report: ActivityReport): readonly ReportSection[] =>
  [
    inShort(report),
    openChallenges(report),
    ...report.tables.map(tableSection(report.isSuppressed)),
    named('Erased decisions, by question', 'Question', report.erased.byQuestion, [erasedNote]),
    events('Erasures, by reason', report.erasures, 'Reason'),
    events('Readings, by whom', report.readings, 'Who'),
    events('Copies, by whom', report.exports, 'Who'),
    rulesInUse(report),
    { heading: 'What the columns mean', lead: measureNotes, head: [], rows: [], texts: 0 },
  ].filter(section => section.rows.length + section.lead.length > 0)

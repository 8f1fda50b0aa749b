import { renderInstant } from '../account/when-and-who.ts'
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

const renderNumber = (count: Shown): string => (count === null ? 'c' : count.toLocaleString('en-GB'))
const renderPercent = (rate: number | null): string => (rate === null ? '' : `${(rate * 100).toFixed(1)}%`)
const renderShare = (part: Shown, whole: Shown): string =>
  part === null || whole === null || whole === 0 ? '' : renderPercent(part / whole)

const hour = 3_600
const renderDuration = (seconds: number): string =>
  seconds < 48 * hour ? `${(seconds / hour).toFixed(1)} hours` : `${(seconds / (24 * hour)).toFixed(1)} days`

/** The heading of a report, with its days. */
export const reportTitle = ({ from, to }: Pick<ActivityReport, 'from' | 'to'>): string =>
  `Decisions recorded ${from === null ? '' : `from ${renderInstant(from)} `}until ${renderInstant(to)}`

/** The first screen: how many, how often people decided and otherwise, and what waits for somebody. */
const buildSummary = (report: ActivityReport): ReportSection => {
  const { decisions, erased, all, unanswered, medianSecondsToDecide: median } = report
  const oldest = unanswered?.[0]
  const of = (count: Shown): string => renderShare(count, all.decisions)
  return {
    heading: 'In short',
    lead: report.isSuppressed ? [roundingRule] : [],
    head: ['', 'How many', 'Rate', ''],
    texts: 1,
    rows: [
      ['Decisions', renderNumber(decisions), '', ''],
      ['Erased since, so in no table', renderNumber(erased.count), '', ''],
      ['Left to count', renderNumber(all.decisions), '', ''],
      [
        'Decided by a person',
        renderNumber(all.decided),
        of(all.decided),
        median === null ? '' : `half within ${renderDuration(median)}`,
      ],
      [
        'Decided otherwise',
        renderNumber(all.overridden),
        renderPercent(all.overriddenRate),
        'of those that a person decided',
      ],
      ['Challenged', renderNumber(all.challenged), of(all.challenged), ''],
      [
        'Challenged, not answered yet',
        renderNumber(all.unanswered),
        of(all.unanswered),
        oldest === undefined ? '' : `the oldest for ${oldest.days} days`,
      ],
      ['Nobody looked at them', renderNumber(all.unseen), of(all.unseen), ''],
      ['Nobody was told', renderNumber(all.untold), of(all.untold), ''],
      ['Depended on how words are read', renderNumber(all.withReadings), of(all.withReadings), ''],
      ['Came with a caution', renderNumber(all.withCautions), of(all.withCautions), ''],
      ['Erasures', renderNumber(report.erasures.count), '', 'in the same time'],
      ['Readings', renderNumber(report.readings.count), '', 'in the same time'],
      ['Copies', renderNumber(report.exports.count), '', 'in the same time'],
    ],
  }
}

const buildOpenChallenges = ({ unanswered }: ActivityReport): ReportSection => ({
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
    ...[id, question, council, renderInstant(since)],
    renderNumber(days),
  ]),
})

const buildCountCells = (row: ReportCounts): readonly string[] =>
  measures.flatMap(measure =>
    measure === 'overridden'
      ? [renderNumber(row.overridden), renderPercent(row.overriddenRate)]
      : [renderNumber(row[measure])],
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

const renderFolded = (count: number, isSuppressed: boolean): string =>
  isSuppressed
    ? `${count} more, in which every count is c, are not shown here. The CSV and the JSON have them.`
    : `${count} more, in which no person decided otherwise, are not shown here. The CSV and the JSON have them.`

const createTableSection =
  (isSuppressed: boolean) =>
  ({ by, rows }: ActivityReport['tables'][number]): ReportSection => {
    const shown = folded.includes(by) ? rows.filter(saysSomething).sort(byOverridden) : rows
    const more = rows.length - shown.length
    return {
      heading: tableWords[by].heading,
      lead: more === 0 ? [] : [renderFolded(more, isSuppressed)],
      head: [tableWords[by].name, ...countHead],
      texts: 1,
      rows: shown.map(row => [row.name, ...buildCountCells(row)]),
    }
  }

const buildNamedSection = (
  heading: string,
  name: string,
  rows: readonly NamedCount[],
  lead: readonly string[] = [],
): ReportSection => ({
  ...{ heading, lead, texts: 1 },
  head: [name, 'How many'],
  rows: rows.map(row => [row.name, renderNumber(row.count)]),
})

const buildEventsSection = (heading: string, { count, by }: EventCounts, name: string): ReportSection =>
  buildNamedSection(heading, name, by, by.length === 0 ? [`${renderNumber(count)} in all.`] : [])

const buildRulesInUse = ({ rules }: ActivityReport): ReportSection => ({
  heading: 'Rules in use',
  lead: [],
  head: ['Version', 'Digest', 'From', 'Until'],
  texts: 4,
  rows: rules.map(({ version, digest, from, to }) => [
    ...[version, digest],
    from === null ? 'before the report begins' : renderInstant(from),
    to === null ? 'the report ends' : renderInstant(to),
  ]),
})

/** A report as a person reads it: what matters first, then every table. The same for a terminal and for a page. */
export const reportSections = (report: ActivityReport): readonly ReportSection[] =>
  [
    buildSummary(report),
    buildOpenChallenges(report),
    ...report.tables.map(createTableSection(report.isSuppressed)),
    buildNamedSection('Erased decisions, by question', 'Question', report.erased.byQuestion, [erasedNote]),
    buildEventsSection('Erasures, by reason', report.erasures, 'Reason'),
    buildEventsSection('Readings, by whom', report.readings, 'Who'),
    buildEventsSection('Copies, by whom', report.exports, 'Who'),
    buildRulesInUse(report),
    { heading: 'What the columns mean', lead: measureNotes, head: [], rows: [], texts: 0 },
  ].filter(section => section.rows.length + section.lead.length > 0)

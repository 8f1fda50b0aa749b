import type { CaseTally, PairDifference, TextChange } from '@virtual-school/verify'
import { count } from '../../terminal/layout.ts'
import { heading, type PageLine, plainLine, point, renderPage } from './page.ts'
import { renderRegions } from './regions-text.ts'
import type { Report } from './report.ts'

/** How often real requests change, the most frequent change first. No fact of any request is shown. */
export const renderCases = ({
  requestsCount,
  unchangedCount,
  refusedCount,
  changes,
}: CaseTally): readonly PageLine[] => {
  const changed = requestsCount - unchangedCount - refusedCount
  const refused = refusedCount === 0 ? '' : `, ${refusedCount.toLocaleString('en-GB')} refused`
  return [
    heading('Among the requests of the file'),
    point(
      0,
      `${count(requestsCount, 'request')}: ${changed.toLocaleString('en-GB')} changed, ${unchangedCount.toLocaleString('en-GB')} unchanged${refused}.`,
    ),
    ...changes.flatMap(one => [
      point(
        0,
        `${one.count.toLocaleString('en-GB')}: ${one.authority} ${one.decision}, ${one.before} → ${one.after} (${one.direction.replace('-', ' ')})`,
      ),
      ...one.findings.map(finding => point(1, finding)),
    ]),
  ]
}

/** A report for a person: what changed in the documents, for whom, and how often among real requests. */
export const renderReport = (report: Report, format: 'text' | 'markdown'): string =>
  renderPage(
    [
      plainLine(`Old: ${report.old.origin}`),
      plainLine(`New: ${report.now.origin}`),
      ...documentLines(report.difference.text),
      ...meaningLines(report),
      ...renderRegions(report),
      ...(report.cases === undefined ? [] : renderCases(report.cases)),
    ],
    format,
  )

const documentLines = (changes: readonly TextChange[]): readonly PageLine[] => [
  heading('In the documents'),
  ...(changes.length === 0 ? [point(0, 'Nothing changed but order and layout.')] : changes.map(textLine)),
]

const textLine = ({ kind, name, edition, change, members }: TextChange): PageLine => {
  const from = edition === undefined ? '' : ` (from ${edition})`
  return point(0, `${change}: ${kind} ${name}${from}${members.length === 0 ? '' : `: ${members.join(', ')}`}`)
}

const meaningLines = ({ old, now, difference: { pairs, isCalendarChanged } }: Report): readonly PageLine[] => {
  const same = pairs.filter(one => one.verdict === 'same').length
  return [
    heading('For children'),
    point(
      0,
      `${same === pairs.length ? 'All' : `${same} of`} ${count(pairs.length, 'question')}: proved the same for every child.`,
    ),
    ...pairs.filter(one => one.common !== '').map(commonLine),
    ...pairs.filter(one => one.verdict === 'undecided').map(undecidedLine),
    ...pairs.filter(one => one.verdict === 'changed' && one.ended !== 'complete').map(openLine),
    ...(isCalendarChanged ? [point(0, calendarWords)] : []),
    ...onlyIn('There is a new', now.rules, old.rules),
    ...onlyIn('There is no longer a', old.rules, now.rules),
  ]
}

const calendarWords =
  'The bank holidays held are others, so a deadline counted in working days can fall on another day. That is not compared here.'

const describePair = ({ decision, authority }: PairDifference): string => `${decision}, by the rules of ${authority}`

const commonLine = (pair: PairDifference): PageLine => {
  const known = pair.regions.filter(one => one.parts !== null).length
  return point(0, `${describePair(pair)}: all in the ${count(known, 'region')} below have in common: ${pair.common}.`)
}

const undecidedLine = (pair: PairDifference): PageLine =>
  point(0, `undecided: ${describePair(pair)}. No change was found, and it could not be proved that there is none.`)

const openLine = (pair: PairDifference): PageLine =>
  point(
    0,
    pair.ended === 'more'
      ? `and more: ${describePair(pair)}. There are more changes than were looked for; --regions and --seconds look further.`
      : `and perhaps more: ${describePair(pair)}. The solver could not tell in its time; --seconds gives it longer.`,
  )

const onlyIn = (words: string, here: Report['old']['rules'], there: Report['old']['rules']): readonly PageLine[] => [
  ...here.authorities
    .filter(({ id }) => !there.rulebook.authorities.has(id))
    .map(({ id }) => point(0, `${words} set of rules: ${id}.`)),
  ...here.decisions
    .filter(({ id }) => !there.rulebook.decisions.has(id))
    .map(({ id }) => point(0, `${words} question: ${id}.`)),
]

import type { ActivityReport, NamedCount, OverrideRate } from '@virtual-school/records'
import { columns } from '../layout.ts'

const few = 'few'
const number = (count: number | null): string => (count === null ? few : count.toLocaleString('en-GB'))
const percent = (rate: number | null): string => (rate === null ? '' : `${(rate * 100).toFixed(1)}%`)

const titled = (title: string, rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : ['', title, columns(rows.map(row => ['', ...row]))]

const rates = (all: readonly OverrideRate[]): readonly (readonly string[])[] =>
  all
    .filter(one => one.decided !== 0)
    .map(({ name, decided, overridden, rate }) => [name, `${number(overridden)} of ${number(decided)}`, percent(rate)])

const named = (all: readonly NamedCount[]): readonly (readonly string[])[] =>
  all.map(({ name, count }) => [name, number(count)])

const duration = (seconds: number): string => {
  const hours = seconds / 3600
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`
}

/** A report for a terminal. */
export const reportLines = (report: ActivityReport): string => {
  const { from, to, decisions, erased, challenges, withCautions, withReadings, medianSecondsToReview } = report
  return [
    `${from === null ? 'Until' : `From ${from} until`} ${to}: ${number(decisions)} decisions, of which ${number(erased)} erased.`,
    ...(report.isSuppressed ? ['Counts below 5, and what they could be worked out from, are shown as “few”.'] : []),
    ...titled(
      'Answers',
      report.answers.map(one => [one.decision, one.authority, one.answer, number(one.count)]),
    ),
    ...titled('Decided otherwise by a person, of those that a person decided', rates(report.overridesByDecision)),
    ...titled('The same, by the rules that bore on the decision', rates(report.overridesByRule)),
    ...titled(`With cautions: ${number(withCautions.decisions)}`, named(withCautions.by)),
    ...titled(`Hung on how words are read: ${number(withReadings.decisions)}`, named(withReadings.by)),
    '',
    `Challenges: ${number(challenges.count)}, about ${number(challenges.decisions)} decisions, of which ${number(challenges.answered)} were decided by a person since.`,
    medianSecondsToReview === null
      ? 'Median time until a person decided: not known.'
      : `Median time until a person decided: ${duration(medianSecondsToReview)}.`,
  ].join('\n')
}

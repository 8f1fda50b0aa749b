import { firstDayOf, isCivilDate } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { type Reporter, reporter } from './conditions.ts'
import { reportTwice } from './vocabulary.ts'

/** Each source is there once, and its days exist. */
export const checkSources = ({ sources: { file, value } }: RuleDocuments, issues: Issue[]): void => {
  const report = reporter(file, issues)
  const ids = value.sources.map(one => one.id)
  reportTwice(ids, i => `/sources/${i}/id`, 'source', report)
  value.sources.forEach(({ published, retrieved }, i) => {
    checkDay(published, `/sources/${i}/published`, report)
    checkDay(retrieved, `/sources/${i}/retrieved`, report)
  })
}

/** The calendar’s days exist, each is there once and lies within the stretch that the calendar covers. */
export const checkCalendar = ({ calendar: { file, value } }: RuleDocuments, issues: Issue[]): void => {
  const report = reporter(file, issues)
  const { from, to, closed } = value
  checkDay(from, '/from', report)
  checkDay(to, '/to', report)
  if (to < from) report('/to', 'out-of-range', 'The last day that the calendar covers lies before the first.')
  const days = closed.map(one => one.date)
  reportTwice(days, i => `/closed/${i}/date`, 'closed day', report)
  days.forEach((day, i) => {
    checkDay(day, `/closed/${i}/date`, report)
    if (day < from || day > to) {
      report(`/closed/${i}/date`, 'out-of-range', `The calendar covers the days from ${from} to ${to} only.`)
    }
  })
}

/** A day that may be left out exists in the calendar. */
export const checkDay = (day: string | undefined, at: string, report: Reporter): void => {
  if (day !== undefined && !isCivilDate(firstDayOf(day))) {
    report(at, 'impossible-date', 'A day of the calendar is expected, as `2024-08-19`.')
  }
}

import { firstDayOf, isCivilDate, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { Code, CodeSet } from '../language/codes.ts'
import type { Fact } from '../language/facts.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { checkCodeColumns } from './code-columns.ts'
import { checkFacts } from './code-facts.ts'
import { checkCodeTables } from './code-tables.ts'
import { type Reporter, reporter, reportUnknown } from './conditions.ts'
import { reportTwice } from './vocabulary.ts'

/** Whatever a code set says of a child is a fact of the vocabulary, and of two editions of a code one is valid at a time. */
export const checkCodeSets = (
  { codeSets, layers }: RuleDocuments,
  facts: ReadonlyMap<string, Fact>,
  issues: Issue[],
): void => {
  const councils = layers.map(one => one.id)
  for (const { file, value } of codeSets) {
    const report = reporter(file, issues)
    const name = file.replace(/^.*\/|\.json$/g, '')
    if (value.id !== name) report('/id', 'malformed', `The codes of this file are “${name}”; its id must be the same.`)
    checkLists(value, facts, report)
    checkCouncils(value, councils, report)
    checkCodeColumns(value, facts, report)
    checkCodeTables(value, facts, report)
  }
}

const checkLists = ({ lists }: CodeSet, facts: ReadonlyMap<string, Fact>, report: Reporter): void => {
  const ids = lists.map(one => one.id)
  reportTwice(ids, i => `/lists/${i}/id`, 'list', report)
  lists.forEach(({ codes }, i) => {
    codes.forEach((code, j) => {
      const at = `/lists/${i}/codes/${j}`
      checkDays(code, codes.slice(0, j), at, report)
      checkFacts(code.facts ?? {}, facts, `${at}/facts`, report)
      checkFacts(code.factsAtEighteen ?? {}, facts, `${at}/factsAtEighteen`, report)
      if (code.asks !== undefined && !facts.has(code.asks))
        reportUnknown(report, `${at}/asks`, 'fact', code.asks, facts.keys(), 'unknown-fact')
    })
  })
}

const checkCouncils = ({ lists }: CodeSet, councils: readonly string[], report: Reporter): void =>
  lists.forEach(({ codes }, i) => {
    codes.forEach(({ council }, j) => {
      const at = `/lists/${i}/codes/${j}/council`
      if (council !== undefined && !councils.includes(council))
        reportUnknown(report, at, 'council', council, councils, 'unknown-authority')
    })
  })

const isDay = (day: string | undefined): boolean => day === undefined || isCivilDate(firstDayOf(day))
const firstOf = ({ validFrom }: Code): string => (validFrom === undefined ? '' : firstDayOf(validFrom))
const lastOf = ({ validTo }: Code): string => (validTo === undefined ? '9999-12-31' : lastDayOf(validTo))

const checkDays = (code: Code, before: readonly Code[], at: string, report: Reporter): void => {
  for (const member of ['validFrom', 'validTo'] as const)
    if (!isDay(code[member]))
      report(`${at}/${member}`, 'impossible-date', 'A day of the calendar is expected, as `2024-08-19`.')
  if (lastOf(code) < firstOf(code))
    report(`${at}/validTo`, 'out-of-range', 'The last day on which the code is valid lies before the first.')
  const overlaps = before.some(
    one => one.code === code.code && firstOf(one) <= lastOf(code) && firstOf(code) <= lastOf(one),
  )
  if (overlaps) report(`${at}/code`, 'overlapping-editions', `The code “${code.code}” is valid twice on the same day.`)
}

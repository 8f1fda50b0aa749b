import type { CaseloadQuestion, CaseloadTally, GatheredChildren } from '@virtual-school/caseload'
import { dateInWords, type Issue, issueLine } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { listed, oneLine } from '@virtual-school/rules/internal'
import { columns, count } from '../../terminal/layout.ts'
import { otherCouncil } from './other-council.ts'

/** What was found in each file, and what to know before relying on it on a day. */
export const renderWarnings = (rules: Rules, gathered: GatheredChildren, asked: CaseloadQuestion): string => {
  const { files, warnings, latest } = gathered
  const { childrenCount } = gathered.rows
  const rows = files.map(({ file, tables, rowsCount }) => ['', file, count(rowsCount, 'row'), tables.join(', ')])
  return [
    `Read ${count(files.length, 'file')}, ${count(childrenCount, 'child', 'children')}:`,
    columns(rows),
    ...together(warnings),
    ...oldFiles(latest, asked.asOf),
    ...otherCouncil(rules, gathered, asked),
  ].join('\n')
}

/** Whoever was in care when old files were made looks as if it still were so. */
const oldFiles = (latest: string, asOf: string): readonly string[] => {
  const yearLater = `${Number(latest.slice(0, 4)) + 1}${latest.slice(4)}`
  if (latest === '' || asOf <= yearLater) return []
  const [last, day] = [latest, asOf].map(dateInWords)
  return [
    `warning: Nothing in these files began after ${last}, and the question is about ${day}. What happened in between is not in them: whoever was in care or on a plan is answered as if it were still so.`,
  ]
}

/** What is said of several tables is said once, with their names. */
const together = (warnings: readonly Issue[]): readonly string[] => {
  const named = new Map<string, Set<string>>()
  for (const { file, ...said } of warnings) {
    const text = oneLine(issueLine(said))
    named.set(text, new Set([...(named.get(text) ?? []), ...(file === undefined ? [] : [file])]))
  }
  return [...named].map(([text, names]) => `warning: ${[...names].join(', ')}: ${text}`)
}

/** How often each answer was given, why there was none, and where the answers are. */
export const renderSummary = (
  { children, answers, refused, warnings, unused }: CaseloadTally,
  outs: readonly string[],
): string =>
  [
    `${count(children, 'child', 'children')}:`,
    ...(answers.size === 0
      ? []
      : [columns([...inOrder(answers)].map(([key, number]) => ['', ...key.split(' '), said(number)]))]),
    ...section('without an answer', refused),
    ...section('answered with a warning', warnings),
    ...(unused === 0
      ? []
      : [
          `${count(unused, 'child', 'children')} with a cell that could not be read and from which nothing would follow.`,
        ]),
    `Written to ${listed(outs, 'and')}.`,
  ].join('\n')

/** How many reasons are told; the answers have them all. */
const mostReasons = 12

const section = (heading: string, counts: ReadonlyMap<string, number>): readonly string[] => {
  if (counts.size === 0) return []
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  const rest = sorted.length - mostReasons
  return [
    `${heading}:`,
    columns(sorted.slice(0, mostReasons).map(([reason, number]) => ['', said(number), reason])),
    ...(rest > 0 ? [`  and ${count(rest, 'more reason')}, which stand beside the answers`] : []),
  ]
}

const inOrder = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
const said = (number: number): string => number.toLocaleString('en-GB')

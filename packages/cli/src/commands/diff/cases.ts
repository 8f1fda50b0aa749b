import type { Checked, Issue } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, refused } from '@virtual-school/rules/internal'
import { askBoth, type CaseTally, caseCounter } from '@virtual-school/verify'
import { parseHeadings } from '../../requests/csv.ts'
import { chooseNotation, openInput, unreadable } from '../../requests/input.ts'
import type { InputLine } from '../../requests/lines.ts'
import { progressBar } from '../../requests/progress.ts'
import { applyDefaults, readRequests } from '../../requests/read-requests.ts'
import { todayInEngland } from '../../requests/request.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** Counts over the requests of a file, NDJSON or CSV as `batch` reads them, what changes between two versions of the rules. */
export const countCases = async (
  file: string,
  old: Rules,
  now: Rules,
  defaults: { readonly decision?: string; readonly authority?: string },
  terminal: Terminal,
): Promise<Checked<CaseTally>> => {
  const { lines, totalBytes, state } = await openInput(file, terminal)
  const first = await lines.next()
  const started: readonly InputLine[] = first.done ? [] : first.value
  const from = chooseNotation(undefined, file, started[0])
  const headings = from === 'csv' ? headingsFor(old, now, started[0]) : { ok: true as const, value: [] }
  if (!headings.ok) return { ok: false, issues: headings.issues.map(issue => placed(issue, file, started[0])) }
  const format = {
    from,
    headings: headings.value,
    defaults: { asOf: todayInEngland(terminal.now()), ...defaults },
    facts: {},
  }
  const counter = caseCounter(old, now)
  const progress = progressBar(terminal, totalBytes)
  const count = (some: readonly InputLine[]): void => {
    // A cell is read by the vocabulary, so the newer one, which may know more, comes first.
    for (const { read } of readRequests(now, format, some)) {
      if (read.ok) counter.add(...askBoth(old, now, applyDefaults(format, read.value)))
      else counter.addRefused()
    }
    progress.at(counter.tally().requestsCount, state.bytes)
  }
  count(from === 'csv' ? started.slice(1) : started)
  for await (const more of lines) count(more)
  progress.end()
  return state.isUnreadable ? refused([unreadable(file)]) : accepted(counter.tally())
}

/** A column is in order if either vocabulary has it. */
const headingsFor = (old: Rules, now: Rules, first: InputLine | undefined): Checked<readonly string[]> => {
  if (first === undefined) return accepted([])
  if ('issue' in first) return refused([first.issue])
  const read = parseHeadings(now, first.text)
  return read.ok ? read : parseHeadings(old, first.text).ok ? parseHeadings(old, first.text) : read
}

const placed = (issue: Issue, file: string, first: InputLine | undefined): Issue => ({
  ...issue,
  ...(file === '-' ? {} : { file }),
  ...(first === undefined ? {} : { line: first.number }),
})

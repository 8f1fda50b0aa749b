import type { Checked, Issue, Scalar } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, nearest, refused, withSuggestion } from '@virtual-school/rules/internal'
import { parse } from 'csv-parse/sync'
import { parseFact } from './facts.ts'

/** Columns that are not facts. */
const frame = ['decision', 'authority', 'asOf'] as const
const isFrame = (name: string): boolean => (frame as readonly string[]).includes(name)

/** The cells of each line; undefined for a line that is not CSV. A cell never holds a line break, for no fact does. */
export const parseCells = (lines: readonly string[]): readonly (readonly string[] | undefined)[] => {
  // Without a quote, a comma ends a cell wherever it stands; to read such lines so takes a tenth of the time.
  if (lines.every(line => !line.includes('"'))) return lines.map(line => line.split(',').map(cell => cell.trim()))
  const together = parseTable(lines.join('\n'))
  // Quotes that do not close run on into the next line, so then each line is read by itself.
  return together?.length === lines.length ? together : lines.map(line => parseTable(line)?.[0])
}

const parseTable = (text: string): readonly (readonly string[])[] | undefined => {
  try {
    return parse(text, { record_delimiter: '\n', relax_column_count: true, trim: true })
  } catch {
    return undefined
  }
}

/** Of a line that cannot be read as CSV. */
export const notCsv: Issue = {
  code: 'malformed',
  pointer: '',
  message: 'The line is not CSV: a quote stands inside a cell or does not close. A cell never holds a line break.',
}

/** The columns that a header names, or everything that is wrong with them. */
export const parseHeadings = (rules: Rules, line: string): Checked<readonly string[]> => {
  const headings = parseCells([line])[0]
  if (headings === undefined) return refused([notCsv])
  const issues = headings.flatMap((name, i) => headingIssues(rules, name, headings.indexOf(name) < i))
  return issues.length === 0 ? accepted(headings) : { ok: false, issues }
}

const headingIssues = (rules: Rules, name: string, isTaken: boolean): readonly Issue[] => {
  if (name === '')
    return [
      { code: 'malformed', pointer: '', message: 'A column has no name. Every column is named in the first line.' },
    ]
  if (/[;\t]/.test(name))
    return [
      {
        code: 'malformed',
        pointer: '',
        message:
          'Columns are set apart by commas here; this line has semicolons or tabs. Save the table as CSV with commas.',
      },
    ]
  if (isTaken)
    return [
      {
        code: 'duplicate-name',
        pointer: '',
        message: `The column “${name.slice(0, 80)}” stands twice. Keep one of them.`,
      },
    ]
  const known = rules.rulebook.factsByName
  if (isFrame(name) || known.has(name)) return []
  const suggestion = nearest(name, [...frame, ...known.keys()])
  if (suggestion !== undefined) {
    const message = `A column is ${frame.join(', ')} or a fact; there is none “${name.slice(0, 80)}”.`
    return [withSuggestion({ code: 'unknown-fact', pointer: '', message }, suggestion)]
  }
  // The library says best why something is no fact.
  const probe = rules.evaluate({
    decision: rules.decisions[0]?.id ?? '',
    asOf: '2000-01-01',
    trace: 'none',
    facts: { [name]: null },
  })
  return 'issues' in probe
    ? probe.issues.filter(issue => issue.pointer.startsWith('/facts/')).map(issue => ({ ...issue, pointer: '' }))
    : []
}

/** The members of a request that a line of cells gives: an empty cell was not asked. */
export const requestFromCells = (
  rules: Rules,
  headings: readonly string[],
  cells: readonly string[],
): Checked<Readonly<Record<string, unknown>>> => {
  if (cells.length !== headings.length) {
    return refused([
      {
        code: 'malformed',
        pointer: '',
        message: `The line has ${cells.length} cells; the first line names ${headings.length} columns.`,
      },
    ])
  }
  const members: Record<string, string> = {}
  const facts: Record<string, Scalar | null> = {}
  headings.forEach((name, i) => {
    const cell = cells[i]!
    if (cell === '') return
    if (isFrame(name)) members[name] = cell
    else facts[name] = parseFact(rules, name, cell)
  })
  return accepted({ ...members, facts })
}

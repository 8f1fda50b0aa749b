import { type Checked, type CodeSet, factsOfReturn, headingsOfReturn, type Issue } from '@virtual-school/rules'
import type { RecognisedTable, Rules } from '@virtual-school/rules/internal'
import { accepted, foldChild, recogniseTable, refused } from '@virtual-school/rules/internal'
import { notCsv, parseCells } from './csv.ts'

/** Extracts of national returns that a batch reads, by the word that asks for them, and the code set of each. */
const codeSets = { ssda903: 'ssda903', cin: 'cin-census', 'school-census': 'school-census' } as const
/** The word that asks for a return. */
export type Return = keyof typeof codeSets
/** Every word that asks for a return. */
export const returns = Object.keys(codeSets) as readonly Return[]
/** Whether the input is said to be a return. */
export const isReturn = (from: string | undefined): from is Return => (returns as readonly unknown[]).includes(from)

/** The codes of a return, out of rules that were opened with them. */
export const findCodes = (rules: Rules, from: Return): Checked<CodeSet> => {
  const found = rules.rulebook.codeSets.get(codeSets[from])
  if (found !== undefined) return accepted(found)
  const file = `codes/${codeSets[from]}.json`
  const message = 'This file holds the codes of the return, and these rules have none.'
  return refused([{ code: 'missing-file', pointer: '', file, message }])
}

/** The headings of an extract, or everything that is wrong with them. A column that nobody knows is passed over; a slip is not. */
export const parseReturnHeadings = (rules: Rules, codes: CodeSet, line: string): Checked<readonly string[]> => {
  const headings = parseCells([line])[0]
  if (headings === undefined) return refused([notCsv])
  if (codes.tables.length === 0) return headingsOfReturn(codes, headings)
  const table = tableOf(rules, codes, headings)
  const issues = table.ok ? table.value.warnings.filter(one => one.suggestion !== undefined) : table.issues
  return issues.length === 0 ? accepted(headings) : refused(issues.map(withoutPlace))
}

const tables = new WeakMap<readonly string[], Checked<RecognisedTable>>()

const tableOf = (rules: Rules, codes: CodeSet, headings: readonly string[]): Checked<RecognisedTable> => {
  const known = tables.get(headings)
  if (known !== undefined) return known
  const table = recogniseTable({ sets: [codes], vocabulary: rules.rulebook.factsByName, headings })
  tables.set(headings, table)
  return table
}

/** The batch knows its file and counts its lines. */
const withoutPlace = ({ code, pointer, message, suggestion }: Issue): Issue => ({
  code,
  pointer,
  message,
  ...(suggestion === undefined ? {} : { suggestion }),
})

/** The members of a request that a row of an extract gives: which question, whose rules and which day, the batch says. */
export const requestFromRow = (
  rules: Rules,
  codes: CodeSet,
  headings: readonly string[],
  row: readonly string[],
  { asOf, authority }: { readonly asOf: string; readonly authority?: string },
): Checked<Readonly<Record<string, unknown>>> => {
  if (codes.tables.length === 0) {
    const facts = factsOfReturn(codes, headings, row, asOf)
    return facts.ok ? accepted({ facts: facts.value }) : facts
  }
  const table = tableOf(rules, codes, headings)
  if (!table.ok) return table
  const council = authority === undefined ? {} : { authority }
  const { facts, frame, issues, warnings } = foldChild([{ table: table.value, cells: row, line: 1 }], asOf, council)
  // A line has no place for a warning, and a fact that could not be read is not one that the return does not tell.
  const all = [...issues, ...warnings.filter(one => one.kind === 'unread')]
  return all.length === 0 ? accepted({ ...frame, facts }) : refused(all.map(withoutPlace))
}

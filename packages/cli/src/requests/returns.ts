import { type Checked, type CodeSet, factsOfReturn, headingsOfReturn } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, refused } from '@virtual-school/rules/internal'
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

/** The columns that the first line of an extract names, or everything that is wrong with them. */
export const parseReturnHeadings = (codes: CodeSet, line: string): Checked<readonly string[]> => {
  const headings = parseCells([line])[0]
  return headings === undefined ? refused([notCsv]) : headingsOfReturn(codes, headings)
}

/** The members of a request that a row of an extract gives: which question, whose rules and which day, the batch says. */
export const requestFromRow = (
  codes: CodeSet,
  headings: readonly string[],
  row: readonly string[],
  day: string,
): Checked<Readonly<Record<string, unknown>>> => {
  const facts = factsOfReturn(codes, headings, row, day)
  return facts.ok ? accepted({ facts: facts.value }) : facts
}

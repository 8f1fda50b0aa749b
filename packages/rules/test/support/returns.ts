import { type CodeSet, factsOfReturn, headingsOfReturn, type Issue, type Scalar } from '../../src/index.ts'

/** What a row tells, its cells by their columns; an extract that lacks a column lacks the cell. */
export const rowOf = (
  set: CodeSet,
  cells: Readonly<Record<string, string>>,
  day: string,
): { readonly facts?: Readonly<Record<string, Scalar>>; readonly issues?: readonly Issue[] } => {
  const headings = readHeadings(set, Object.keys(cells))
  if (!headings.ok) return { issues: headings.issues }
  const facts = factsOfReturn(set, headings.value, Object.values(cells), day)
  return facts.ok ? { facts: facts.value } : { issues: facts.issues }
}

const known = new Map<CodeSet, Map<string, ReturnType<typeof headingsOfReturn>>>()

/** The headings of many rows are read once. */
const readHeadings = (set: CodeSet, names: readonly string[]): ReturnType<typeof headingsOfReturn> => {
  const ofSet = known.get(set) ?? new Map<string, ReturnType<typeof headingsOfReturn>>()
  known.set(set, ofSet)
  const key = names.join()
  const read = ofSet.get(key) ?? headingsOfReturn(set, names)
  ofSet.set(key, read)
  return read
}

export const asInReturn = (date: string): string => date.split('-').reverse().join('/')

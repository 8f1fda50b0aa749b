import type { Checked, Issue } from '@virtual-school/rules'
import {
  accepted,
  type RecognisedTable,
  type Rules,
  recogniseTable,
  yearGroupFact,
} from '@virtual-school/rules/internal'
import { lower } from '../reading/table-taker.ts'

/** What a table is called and what its columns are called: all that it is recognised by. */
export interface TableHead {
  readonly name: string
  readonly headings: readonly string[]
  /** Whether its rows come with whose they are. */
  readonly saysWhose: boolean
  /** The columns in which the month was found to come first, once all rows have been seen. */
  readonly monthFirst: readonly number[]
  /** The latest day on which anything in it began; empty if nothing says so. */
  readonly latest?: string
  /** See `RecognisedTable`. */
  readonly older?: RecognisedTable['older']
}

/** A table as it is recognised by its head, with the codes and facts that the rules hold. */
export const recogniseHead = (
  { rulebook }: Rules,
  { name, headings, saysWhose, monthFirst, older }: TableHead,
): Checked<RecognisedTable> => {
  const sets = [...rulebook.codeSets.values()]
  const found = recogniseTable({ sets, vocabulary: rulebook.factsByName, name, headings, saysWhose })
  if (!found.ok) return found
  const layout = { ...found.value.layout, monthFirst: new Set(monthFirst) }
  return accepted({ ...found.value, ...(older === undefined ? {} : { older }), layout })
}

/**
 * The table that a row of headings is of, or why it is none. `above`: of each part of the file why its first rows were no headings;
 * those of a table without a title stand in the first.
 */
export const judgeHead = (
  rules: Rules,
  head: TableHead,
  part: string,
  above: Map<string, readonly Issue[]>,
): RecognisedTable | typeof lower | { readonly refusals: readonly Issue[] } => {
  const recognised = recogniseHead(rules, head)
  if (!recognised.ok) {
    if (head.saysWhose || !recognised.issues.every(isOfNoTable)) return { refusals: recognised.issues }
    if (!above.has(part)) above.set(part, recognised.issues)
    return lower
  }
  const table = recognised.value
  if (above.has(part)) return isBelowTitle(table, head) ? table : lower
  if (!table.aboutChildren || head.saysWhose || namesChild(table) || part === '') return table
  return { refusals: [namesNobody(head.name)] }
}

/** What is said of a file, and why it is refused. Of a workbook or of XML most parts may be about something else. */
export const judgeFile = ({
  file,
  failure,
  warnings,
  refusals,
  isKnown,
}: {
  readonly file: string
  readonly failure: Issue | undefined
  readonly warnings: readonly Issue[]
  readonly refusals: readonly Issue[]
  readonly isKnown: boolean
}): { readonly warnings: readonly Issue[]; readonly issues: readonly Issue[] } => {
  if (failure !== undefined) return { warnings, issues: [{ ...failure, file }] }
  return isKnown ? { warnings: [...warnings, ...refusals], issues: [] } : { warnings, issues: refusals }
}

/** Said of a file in which nobody is. */
export const noRows = (file: string): Issue => ({
  code: 'missing-member',
  pointer: '',
  file,
  message: 'There are no rows about children in it. If there should be, look at the program that wrote it.',
})

/** Whether this is said of a table from which hardly anything follows. */
export const tellsLittle = (one: Issue & { readonly kind?: string }): boolean => one.kind === 'tells-little'

/** A census says the school year of its own day, and the question may be about a later one. */
export const schoolYearWarning = ({ name, layout: { telling } }: RecognisedTable): readonly Issue[] =>
  telling.some(one => one.codes?.list.codes.some(({ facts }) => facts?.[yearGroupFact] !== undefined))
    ? [
        {
          code: 'out-of-range',
          pointer: '',
          file: name,
          message:
            'The school years are those of the day on which the file was made. If that was before the last 1 September, they are too low: take a newer file, or leave the column out.',
        },
      ]
    : []

/** What to say of parts that are no table: beside some that are, little, and of all of them what is known, once. */
export const saidOfUnknown = (issues: readonly Issue[], file: string, isBesideOthers: boolean): readonly Issue[] =>
  isBesideOthers
    ? issues.map(one => ({ ...one, message: 'It has no headings of a table that is known, and is not read.' }))
    : issues.slice(0, 1).map(one => ({ ...one, file }))

/** No table fits: a slip in a table that fits has a suggestion. */
const isOfNoTable = ({ code, suggestion }: Issue): boolean => code === 'unknown-name' && suggestion === undefined

/** A page of guidance has names of columns among its words: headings say which child, and most of them are known. */
const isBelowTitle = ({ aboutChildren, childColumns, warnings }: RecognisedTable, { headings }: TableHead): boolean => {
  const unknown = warnings.filter(one => one.kind === 'column').length
  return (childColumns.length > 0 || !aboutChildren) && unknown * 2 <= headings.filter(one => one !== '').length
}

/** Whether its rows could be about a child. A workbook has lists of codes too, under the headings of the tables that use them. */
const namesChild = ({ childColumns, layout }: RecognisedTable): boolean => childColumns.length > 0 || layout.birth >= 0

const namesNobody = (file: string): Issue => ({
  code: 'missing-member',
  pointer: '',
  file,
  message: 'No column says which child a row is of or when it was born, so nothing of this sheet is read.',
})

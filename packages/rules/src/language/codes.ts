import * as z from 'zod/mini'
import {
  camelName,
  dayOrMonth,
  described,
  document,
  inContext,
  kebabName,
  listOrNone,
  naming,
  object,
  optional,
  text,
  words,
} from './shape.ts'

const factValues = inContext('codeFacts', z.record(camelName, z.union([z.boolean(), z.number(), z.string()])))
const cell = z.string().check(z.minLength(1), z.maxLength(160))

const code = object({
  code: described(cell, 'As it stands in the return.'),
  label: text,
  validFrom: optional(dayOrMonth, 'The first day on which it may be used; absent: as far back as the list goes.'),
  validTo: optional(dayOrMonth, 'The last day on which it may be used; absent: not withdrawn.'),
  verified: described(
    z._default(z.boolean(), true),
    'False if the label or the days were not checked against the list that the department publishes.',
  ),
  also: optional(z.array(cell).check(z.minLength(1)), 'Other ways of writing it, which are read like it.'),
  facts: optional(factValues, 'What the code says of the child. What it does not say stays unknown.'),
  factsAtEighteen: optional(factValues, 'What it says instead if the child was 18 by then.'),
  asks: optional(
    naming('fact', camelName),
    'A fact that would be presumed of the child and that this code speaks against. Unless something tells it, nothing is answered.',
  ),
  records: optional(words(['death']), 'The code records a death: nothing is answered about the child.'),
  council: optional(naming('authority', kebabName), 'Of a code for a council: which one of these rules it is.'),
  note: optional(text),
})
/** One code of a list. */
export type Code = z.infer<typeof code>

const list = object({
  id: kebabName,
  title: text,
  edition: described(text, 'The year of the list, as people speak of it: “2025/26”.'),
  source: text,
  note: optional(text),
  hasWords: optional(
    z.boolean(),
    'A cell may have words before and after the code, as “b) E12: Adopted”. Without a code it has to be as written here.',
  ),
  hasMore: optional(z.boolean(), 'There are more codes than these. One that is not here says nothing, and is no slip.'),
  codes: z.array(code).check(z.minLength(1)),
})

/** What can be so of a cell that holds a date. */
export const cellStates = ['blank', 'on-or-before', 'after'] as const

/** A test of one cell. Of a column that the extract does not have, nothing is true. */
const test = object({
  column: cell,
  is: optional(
    z.array(words(cellStates)).check(z.minLength(1)),
    'Of a date, seen from the day asked about: any of these.',
  ),
  codes: optional(z.array(cell).check(z.minLength(1)), 'The cell has one of these codes.'),
  otherThan: optional(z.array(cell).check(z.minLength(1)), 'The cell has a code, and none of these.'),
})
/** See `test`. */
export type CellTest = z.infer<typeof test>

const column = object({
  name: cell,
  also: described(listOrNone(cell), 'Other headings for it.'),
  list: optional(kebabName, 'The list that its codes are from; absent: it holds dates, day/month/year.'),
  when: described(listOrNone(test), 'It states its facts only if all of these hold.'),
  fact: optional(naming('anyDateFact', camelName), 'Of a column of dates: the fact that the date is.'),
  facts: optional(factValues, 'What is so of the child if “when” holds.'),
  beside: optional(factValues, 'It states its facts only if the return tells these of the child too.'),
  isHere: optional(
    naming('fact', camelName),
    'Of a column of councils: the fact that is true if it is the council that is asked, and false if it is another.',
  ),
  records: optional(words(['death']), 'A date in it is the day of a death: nothing is answered about the child.'),
  note: optional(text),
})
/** A column that is read, and what it says. */
export type ReturnColumn = z.infer<typeof column>

/** What a row of a table is, and so how the rows of a child are put together. */
export const rowKinds = ['child', 'episode', 'period', 'review', 'case', 'span', 'event', 'other'] as const

const periods = object({
  goesOn: described(z.array(cell), 'Codes of “ended” after which the same time in care goes on.'),
  begins: described(z.array(cell), 'Codes of “began” with which a time in care begins.'),
  shortBreaks: described(z.array(cell), 'Codes of “status” of a series of short breaks.'),
  endsAnyStay: described(
    z.array(cell),
    'Codes of “ended” that end no short break, so that they count whatever the status.',
  ),
  firstStatus: listOrNone(object({ codes: z.array(cell).check(z.minLength(1)), facts: factValues })),
})

const part = optional(cell)
const table = object({
  id: kebabName,
  title: text,
  years: described(text, 'The years of the return in which it is known to have these columns.'),
  source: text,
  note: optional(text),
  rows: described(
    words(rowKinds),
    'What a row is. child: what is so of a child · episode, period: a part of a time in care, or the whole of one · review: a review of a care plan · case: an open case · span: something from one day to another · event: of several the latest counts · other: nothing that tells of a child.',
  ),
  anyOf: described(z.array(cell).check(z.minLength(1)), 'What has one of these columns is this table.'),
  child: described(listOrNone(cell), 'Columns that say which child it is; the first that is not blank counts.'),
  alsoChild: described(
    listOrNone(cell),
    'Columns that name the child as well. Rows are not put together by them; a child who has one name of these under two ids stands there twice.',
  ),
  parts: optional(
    object({ birth: part, from: part, to: part, began: part, status: part, ended: part, on: part, case: part }),
    'Which column is what in a row.',
  ),
  insideCase: optional(z.boolean(), 'What a row is cannot outlast the case that it belongs to.'),
  periods: optional(periods, 'Of episodes: how they make up times in care.'),
  columns: described(z.array(cell).check(z.minLength(1)), 'Its columns, as the return has them.'),
  notRead: described(listOrNone(cell), 'Columns that mean something else here than in other tables, and are not read.'),
})
/** One table of a return. */
export type TableOfReturn = z.infer<typeof table>

/** The codes of one national return, and what its columns say of a child. Evaluation never reads it. */
export const codesDocument = document({
  id: described(kebabName, 'The name of the file.'),
  title: text,
  note: optional(text),
  identifiers: described(
    listOrNone(cell),
    'Columns that say who the child is. They are passed over, whatever they hold.',
  ),
  unused: described(listOrNone(cell), 'Columns that say nothing that any fact is about. They are passed over too.'),
  councils: described(
    listOrNone(cell),
    'Of the unused columns those that name the council whose file it is. They are held against the council that is asked.',
  ),
  lists: z.array(list).check(z.minLength(1)),
  columns: described(
    z.array(column).check(z.minLength(1)),
    'Columns that are read. If two state the same fact, the first of them counts.',
  ),
  tables: described(
    listOrNone(table),
    'The tables that the return is made of. Without them every row tells of one child by itself.',
  ),
})
/** See `codesDocument`. */
export type CodeSet = z.infer<typeof codesDocument>
/** One list of codes. */
export type CodeList = CodeSet['lists'][number]

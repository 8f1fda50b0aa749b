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
const cell = z.string().check(z.minLength(1), z.maxLength(80))

const code = object({
  code: described(cell, 'As it stands in the return.'),
  label: text,
  validFrom: optional(dayOrMonth, 'The first day on which it may be used; absent: as far back as the list goes.'),
  validTo: optional(dayOrMonth, 'The last day on which it may be used; absent: not withdrawn.'),
  verified: described(
    z._default(z.boolean(), true),
    'False if the label or the days were not checked against the list that the department publishes.',
  ),
  facts: optional(factValues, 'What the code says of the child. What it does not say stays unknown.'),
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
  note: optional(text),
})
/** A column that is read, and what it says. */
export type ReturnColumn = z.infer<typeof column>

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
  lists: z.array(list).check(z.minLength(1)),
  columns: described(
    z.array(column).check(z.minLength(1)),
    'Columns that are read. If two state the same fact, the first of them counts.',
  ),
})
/** See `codesDocument`. */
export type CodeSet = z.infer<typeof codesDocument>
/** One list of codes. */
export type CodeList = CodeSet['lists'][number]

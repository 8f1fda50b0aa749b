import { type Issue, isCivilDate } from '@virtual-school/rules'
import { accepted } from '@virtual-school/rules/internal'
import * as z from 'zod'
import type { Checked } from '../model/checked.ts'
import { recordTypes } from '../model/events.ts'
import { describeGivenIssues } from '../model/given-issues.ts'
import { realmName } from '../model/names.ts'
import { referenceIssues } from '../model/references.ts'

/** How many records a page of a list has. */
export const listLimits = { standard: 50, most: 200 } as const

const word = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Expected: a word in small letters, as reduced-timetable.')
const name = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/,
    'Expected: the name of a rule, as england.reduced-timetable.parent-agreement.',
  )
const time = z
  .string()
  .refine(
    text => isCivilDate(text) || (z.iso.datetime({ precision: 3 }).safeParse(text).success && text.endsWith('Z')),
    'Expected: a day, as 2026-11-22, or a time in UTC, as 2026-11-22T09:30:00.000Z.',
  )

/** What a list may be narrowed to, each as text; a row of HTTP’s query and an option of the command. */
export const listParameters = {
  decision: word.describe('the question, as reduced-timetable'),
  authority: word.describe('whose rules, as luton'),
  answer: word.describe('the answer found, as not-permitted; finds nothing that was erased'),
  type: z.enum(recordTypes).describe('what kind of record, as evaluated or overridden'),
  from: time.describe('recorded on this day (UTC) or later, or at this time'),
  to: time.describe('recorded on this day (UTC) or earlier, or before this time'),
  rule: name.describe('the name of a rule that bore on the decision'),
  caution: word.describe('a caution that it came with, as rests-on-unverified-source'),
  reading: word.describe('a reading that it depended on'),
  rules: z
    .string()
    .min(1, 'Expected: a version or a digest.')
    .max(200, 'Expected: a version or a digest.')
    .describe('the version or the digest of the rules that decided'),
  subject: z
    .string()
    .regex(
      /^[0-9a-f]{32}$/,
      'Expected: 32 hexadecimal digits, as envelopes have them. For your own reference there is “subjectRef” (--subject-ref).',
    )
    .describe('the random number of a child, as records show it'),
  subjectRef: z.string().describe('the reference of a child, as it was sent with the request'),
  about: z.uuid('Expected: the id of a decision.').describe('the id of the decision that events are about'),
  client: z
    .string()
    .min(1, 'Expected: the name of a system.')
    .max(206, 'Expected: the name of a system.')
    .describe('the system that asked'),
  realm: realmName.describe('the realm whose records they are; another than one’s own takes the right to read all'),
  limit: z
    .string()
    .refine(
      text => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= listLimits.most,
      `Expected: a whole number from 1 to ${listLimits.most}.`,
    )
    .describe(`how many; ${listLimits.standard} unless told otherwise, ${listLimits.most} at most`),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Expected: “next” of the page before, as it was given.')
    .describe('the page that follows: “next” of the page before'),
} as const
/** The name of a parameter of lists. */
export type ListParameter = keyof typeof listParameters

const schema = z.strictObject(listParameters).partial()
/** Parameters of a list, parsed. */
export type ListQuery = z.infer<typeof schema>

/** A query of texts, read strictly, or every issue with it. What is undefined counts as left out. */
export const parseListQuery = (given: Readonly<Record<string, unknown>>): Checked<ListQuery> => {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const read = schema.safeParse(present)
  const shape = read.success ? [] : describeGivenIssues(read.error, present, Object.keys(listParameters))
  const issues = [...shape, ...referenceIssues(present.subjectRef, '/subjectRef', 'subjectRef'), ...checkTwice(present)]
  return read.success && issues.length === 0 ? accepted(read.data) : { ok: false, issues }
}

const checkTwice = ({ subject, subjectRef }: Readonly<Record<string, unknown>>): readonly Issue[] => {
  if (subject === undefined || subjectRef === undefined) return []
  return [{ code: 'not-allowed-here', pointer: '/subject', message: 'Give “subject” or “subjectRef”, not both.' }]
}

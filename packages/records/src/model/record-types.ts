import * as z from 'zod'
import { factName, factValue, freeText, outcomeWord } from './caller-texts.ts'

/** To whom a decision can be told. */
export const communicationRoles = [
  'child',
  'parent-or-carer',
  'foster-carer',
  'social-worker',
  'designated-teacher',
  'school',
  'independent-reviewing-officer',
  'other-authority',
] as const

/** How a decision can be told. */
export const communicationWays = ['in-person', 'telephone', 'letter', 'email', 'meeting', 'portal'] as const

/** What was decided instead, if no answer of the question says it. Then the reason does. */
export const otherOutcome = 'other'

/** How an account tells a record to a person: under which heading, and in which words. */
export interface EventWords {
  readonly group: 'decided' | 'done' | 'seen'
  readonly lead: string
  readonly text: string
}

/**
 * What a report counts a record as. Of a decision: that somebody looked at what was found, decided, decided otherwise, challenged it, or
 * told somebody; of the log: a reading, a copy, an erasure, other rules in use.
 */
export type Counted =
  | 'looked'
  | 'decided'
  | 'overridden'
  | 'challenged'
  | 'told'
  | 'reading'
  | 'copy'
  | 'erasure'
  | 'activation'

/** What there is to know of a type of record. A new type is one row more; the compiler names every place that has to know of it. */
interface RecordTypeRow {
  /** What callers may record, as they send it. Left out: the program alone records this. */
  readonly schema?: z.ZodType
  /** Of what callers record: whether it has to show which person did it. */
  readonly needsActor?: boolean
  /** What it is about: a decision, a child and so each decision of the child, or the log. */
  readonly about: 'decision' | 'child' | 'log'
  readonly words: EventWords
  readonly counts: readonly Counted[]
}

const done = (lead: string, text: string) => ({ group: 'done', lead, text }) as const

/** Every type of record. Nothing is updated in place: what happens to a decision later is another record. */
export const recordTypeRows = {
  evaluated: { about: 'decision', words: done('Worked out', 'The computer worked out a finding.'), counts: [] },
  reviewed: {
    schema: z.strictObject({ type: z.literal('reviewed'), reason: freeText.exactOptional() }),
    needsActor: true,
    about: 'decision',
    words: { group: 'decided', lead: 'Agreed', text: 'A person looked at the finding and agreed with it.' },
    counts: ['looked', 'decided'],
  },
  overridden: {
    schema: z.strictObject({ type: z.literal('overridden'), reason: freeText, outcome: outcomeWord }),
    needsActor: true,
    about: 'decision',
    words: {
      group: 'decided',
      lead: 'Decided otherwise',
      text: 'A person looked at the finding and decided otherwise.',
    },
    counts: ['looked', 'decided', 'overridden'],
  },
  communicated: {
    schema: z.strictObject({
      type: z.literal('communicated'),
      to: z.enum(communicationRoles),
      way: z.enum(communicationWays),
      reason: freeText.exactOptional(),
    }),
    needsActor: false,
    about: 'decision',
    words: done('Told', 'Someone was told the outcome.'),
    counts: ['looked', 'told'],
  },
  challenged: {
    schema: z.strictObject({ type: z.literal('challenged'), reason: freeText }),
    needsActor: false,
    about: 'decision',
    words: done('Challenged', 'Somebody challenged this or asked for it to be looked at again.'),
    counts: ['looked', 'challenged'],
  },
  contested: {
    schema: z.strictObject({
      type: z.literal('contested'),
      fact: factName.describe('The name of the fact that was wrong, as GET /facts lists it.'),
      shouldBe: factValue.describe('What it should be; null: it is not known.'),
      reason: freeText.exactOptional(),
    }),
    needsActor: false,
    about: 'decision',
    words: done('A fact said to be wrong', 'Somebody said that something the computer was told was wrong.'),
    counts: ['looked', 'challenged'],
  },
  corrected: {
    schema: z.strictObject({
      type: z.literal('corrected'),
      reason: freeText.describe('What was wrong.'),
      replacedBy: z
        .uuid('Expected: the id of a decision.')
        .exactOptional()
        .describe('The id of the decision that stands in its place.'),
    }),
    needsActor: true,
    about: 'decision',
    words: done('Recorded in error', 'A person recorded that this was recorded in error and is not to be relied on.'),
    counts: ['looked'],
  },
  moved: {
    about: 'decision',
    words: done(
      'Moved here',
      'It had been recorded under the reference of another child, and was moved to the right one.',
    ),
    counts: [],
  },
  resealed: {
    about: 'decision',
    words: done('Sealed again', 'The contents were sealed again under another key.'),
    counts: [],
  },
  accessed: {
    about: 'decision',
    words: { group: 'seen', lead: 'Read', text: 'The record was read.' },
    counts: ['looked', 'reading'],
  },
  exported: {
    about: 'decision',
    words: { group: 'seen', lead: 'Copied', text: 'A copy of the record was made.' },
    counts: ['copy'],
  },
  held: {
    schema: z.strictObject({ type: z.literal('held'), reason: freeText }),
    needsActor: true,
    about: 'child',
    words: done('Put on hold', 'The record was put on hold. It may not be destroyed until the hold ends.'),
    counts: [],
  },
  released: {
    schema: z.strictObject({ type: z.literal('released'), reason: freeText }),
    needsActor: true,
    about: 'child',
    words: done('Hold ended', 'The hold on the record ended.'),
    counts: [],
  },
  erased: {
    about: 'child',
    words: done('Destroyed', 'The contents of the record were destroyed.'),
    counts: ['erasure'],
  },
  'rules-activated': {
    about: 'log',
    words: done('New rules', 'Other rules came into use.'),
    counts: ['activation'],
  },
  'rules-approved': { about: 'log', words: done('Rules approved', 'Two people approved other rules.'), counts: [] },
  'keys-rotated': { about: 'log', words: done('Keys replaced', 'A key of the service was replaced.'), counts: [] },
  'subjects-bound': {
    about: 'log',
    words: done('Bound', 'The references of before were bound to the children they lead to.'),
    counts: [],
  },
  'realm-split': {
    about: 'log',
    words: done('Moved to a realm', 'The records of a system were given to a realm.'),
    counts: [],
  },
  'checkpoint-overridden': {
    about: 'log',
    words: done('Put back', 'The log went on though it was not the one that is kept elsewhere.'),
    counts: [],
  },
  'key-created': {
    about: 'log',
    words: done('New key', 'A system was given a key with which it may call.'),
    counts: [],
  },
  'key-revoked': { about: 'log', words: done('Key revoked', 'The key of a system was revoked.'), counts: [] },
} as const satisfies Readonly<Record<string, RecordTypeRow>>

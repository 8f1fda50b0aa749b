import * as z from 'zod/mini'
import { evidences, passage } from './citation.ts'
import { condition } from './condition.ts'
import { forces } from './rulebook.ts'
import {
  day,
  dayOrMonth,
  described,
  document,
  inContext,
  kebabName,
  listOrNone,
  naming,
  object,
  optional,
  ruleName,
  text,
  words,
} from './shape.ts'

/** What became of a sentence or a provision. */
export const registerClasses = ['rule', 'offer', 'process', 'context', 'not-modelled', 'open'] as const

/** What a text that no rule is made of could do to an answer, heaviest first. */
export const bearings = ['bar', 'adds', 'detail'] as const
/** A member of `bearings`. */
export type Bearing = (typeof bearings)[number]

const period = object({
  from: optional(
    dayOrMonth,
    'First day in force, or the month that holds it. Absent: as far back as the question goes.',
  ),
  to: optional(dayOrMonth, 'Last day in force. Absent: still in force.'),
})

/** How a text that is not modelled bears on decisions. Each of them then says that it was not weighed. */
const bearing = {
  id: optional(kebabName, 'Of a text that bears on questions: its name in decisions, the only one in the directory.'),
  title: optional(text, 'Of such a text: what it is about, in a clause that a practitioner understands.'),
  bears: optional(words(bearings), 'bar: by itself it forbids · adds: it asks for more · detail: it changes how.'),
  text: optional(
    words(['known', 'not-held']),
    'known, as if nothing is said here: what it is about is known, not its words · not-held: an edition in force on the day, of which nothing is encoded.',
  ),
  decisions: optional(z.array(naming('decision', kebabName)).check(z.minLength(1)), 'The questions on which it bears.'),
  force: optional(naming('force', words(forces))),
  effective: optional(period),
  conditions: optional(condition, 'It bears only on children of whom this is not known to be false.'),
}

const registerEntry = inContext(
  'entry',
  object({
    locator: described(text, 'A place that a reader of the published text can find.'),
    passage: optional(passage),
    class: described(
      naming('registerClass', words(registerClasses)),
      'rule: it decides · offer: a service promised · process: how something is done, by no fact here · context: nothing follows from it · not-modelled: something follows that these facts cannot express · open: nobody has said yet.',
    ),
    rules: listOrNone(described(naming('rule', ruleName), 'A rule or an offer that is made of it.')),
    reason: optional(text, 'Why nothing is made of it: required if no rule is named.'),
    evidence: optional(naming('evidence', words(evidences)), 'How well its words are known; absent: as the head says.'),
    gone: optional(
      day,
      'The day of the copy in which its words stand no more. What rests on them is to be ended, or given the place of other words.',
    ),
    ...bearing,
  }),
)
/** What became of one sentence of a document. */
export type RegisterEntry = z.infer<typeof registerEntry>

/** A source, sentence by sentence or provision by provision, so that nothing of it is passed over unnoticed. */
export const registerDocument = document({
  source: described(naming('source', kebabName), 'The document, by its name among the sources.'),
  evidence: optional(
    naming('evidence', words(evidences)),
    'How well the words of its entries are known, if an entry does not say. Absent: primary.',
  ),
  note: optional(text),
  entries: z.array(registerEntry),
})
/** See `registerDocument`. */
export type Register = z.infer<typeof registerDocument>

/** The entries that bear on questions: what decisions read of a register. */
export const bearingEntries = ({ entries }: Register): RegisterEntry[] => entries.filter(one => one.bears !== undefined)

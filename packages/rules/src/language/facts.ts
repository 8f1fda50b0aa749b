import * as z from 'zod/mini'
import { citation } from './citation.ts'
import { condition } from './condition.ts'
import {
  camelName,
  day,
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
import { factKinds } from './values.ts'

const boundedInteger = z.int().check(z.minimum(-1000), z.maximum(100_000))

/** A value that a fact may have, and the clause that says so: “the child is looked after”. */
const factValue = object({
  value: kebabName,
  statement: described(text, 'A clause that is true when the fact has this value, as “the child is looked after”.'),
})

const derivation = object({
  from: optional(condition, 'The fact is as true as this condition, which tests facts that are given.'),
  cases: optional(
    z.array(object({ value: z.union([z.boolean(), z.string()]), when: condition })).check(z.minLength(1)),
    'The fact has the value of the case that holds; if none is known to, it stays unknown and may be asked.',
  ),
  citations: listOrNone(citation),
  note: optional(text),
})

/** One fact of the vocabulary: what it is called, what it can be, and how it may follow from others. */
export const fact = inContext(
  'fact',
  object({
    name: camelName,
    type: words(factKinds),
    label: described(text, 'A noun phrase, as “the child’s care status”.'),
    question: described(text, 'Plain English, asked of the person who knows.'),
    help: optional(text),
    whenTrue: optional(text, 'For a boolean: a clause that is true when it is true.'),
    whenFalse: optional(text, 'For a boolean: a clause that is true when it is false.'),
    values: optional(z.array(factValue).check(z.minLength(2)), 'For an enum: every permitted value.'),
    min: optional(boundedInteger, 'For an integer: the least permitted.'),
    max: optional(boundedInteger, 'For an integer: the greatest permitted.'),
    relevantWhen: optional(condition, 'When it makes sense to ask. Decides only what is asked, never truth.'),
    classification: described(
      words(['none', 'personal', 'special', 'criminal', 'identifier']),
      'Data protection: what kind of data the value is about a child.',
    ),
    changeable: described(
      z.boolean(),
      'Whether it can truthfully be changed by acting: a meeting can be held, an age cannot.',
    ),
    kept: described(
      z._default(z.boolean(), true),
      'False for a fact that is only used to derive others and is never stored.',
    ),
    derived: optional(derivation),
    given: optional(
      z.union([words(['calendar']), object({ from: day, to: day })]),
      'Nobody is asked, it follows from the day of the decision. A period: true on its days, the first and the last included · calendar: true between two school years.',
    ),
  }),
)
/** See `fact`. */
export type Fact = z.infer<typeof fact>

/** Facts that cannot both be so; a request in which the condition holds is refused. */
const contradiction = object({
  id: kebabName,
  facts: z.array(naming('fact', camelName)).check(z.minLength(2)),
  never: condition,
  message: described(text, 'What the reader should put right. Never a value.'),
  kind: optional(
    words(['cannot', 'odd']),
    'cannot, as if nothing is said here: no child has these facts together, and the request is refused · odd: hardly any has, and the decision cautions.',
  ),
  reason: optional(text, 'The law or the arithmetic that makes it so.'),
})

/** `facts.json`. */
export const factsDocument = document({ facts: z.array(fact), contradictions: listOrNone(contradiction) })
/** See `factsDocument`. */
export type FactsDocument = z.infer<typeof factsDocument>

import * as z from 'zod/mini'
import { passage } from './citation.ts'
import { described, document, kebabName, listOrNone, object, optional, ruleName, text, words } from './shape.ts'

/** What became of a sentence of a document. */
export const registerClasses = ['rule', 'offer', 'process', 'context', 'not-modelled'] as const

const registerEntry = object({
  locator: described(text, 'Where in the document: “line 28, second sentence”.'),
  passage,
  class: described(
    words(registerClasses),
    'rule: it decides · offer: a service promised · process: how something is done, by no fact here · context: nothing follows from it · not-modelled: something follows that these facts cannot express.',
  ),
  rules: listOrNone(described(ruleName, 'A rule or an offer that is made of it.')),
  reason: optional(text, 'Why nothing is made of it: required if no rule is named.'),
})
/** What became of one sentence of a document. */
export type RegisterEntry = z.infer<typeof registerEntry>

/** A council’s document, sentence by sentence, so that nothing of it is passed over unnoticed. */
export const registerDocument = document({
  source: described(kebabName, 'The document, by its name among the sources.'),
  entries: z.array(registerEntry),
})
/** See `registerDocument`. */
export type Register = z.infer<typeof registerDocument>

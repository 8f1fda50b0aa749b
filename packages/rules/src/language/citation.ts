import * as z from 'zod/mini'
import { described, kebabName, object, optional, sha256, text, words } from './shape.ts'

/** How well the words are known, best first. */
export const evidences = ['primary', 'restated', 'unverified'] as const

/** The fingerprint of some words. */
export const passage = object({
  words: described(z.int().check(z.minimum(1)), 'How many words the cited passage has.'),
  sha256: described(sha256, 'SHA-256 of its words in lower case, punctuation and white space folded.'),
})
/** See `passage`. */
export type Passage = z.infer<typeof passage>

/** Where the words stand. Their fingerprint lets a holder of the document check that they still do; the words stay there. */
export const citation = object({
  source: kebabName,
  locator: described(text, 'Where in the source: “line 28”, “regulation 33(1)”.'),
  evidence: described(
    words(evidences),
    'primary: the text itself was read · restated: read in another’s page · unverified: from memory.',
  ),
  passage: optional(passage),
  damaged: optional(z.boolean(), 'Words are missing from the text that was read.'),
})
/** See `citation`. */
export type Citation = z.infer<typeof citation>

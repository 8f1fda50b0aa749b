import * as z from 'zod/mini'
import { described, kebabName, naming, object, optional, sha256, text, words } from './shape.ts'

/** How well the operative words are known, best first. */
export const evidences = ['primary', 'superseded-version', 'restated', 'unverified'] as const

/** The fingerprint of some words. */
export const passage = object({
  words: described(z.int().check(z.minimum(1)), 'How many words the cited passage has.'),
  sha256: described(sha256, 'SHA-256 of its words in lower case, punctuation and white space folded.'),
})
/** See `passage`. */
export type Passage = z.infer<typeof passage>

const locator = described(
  text,
  'A place that a reader of the published text can find: “regulation 33(1)”, or a heading and the first words of the sentence.',
)
const evidence = described(
  naming('evidence', words(evidences)),
  'primary: the words were read in the version in force · superseded-version: in one that was amended since · restated: in another’s page · unverified: from memory.',
)
const rest = {
  passage: optional(passage),
  damaged: optional(z.boolean(), 'Words are missing from the text that was read.'),
}

/** Where the words stand. Their fingerprint lets a holder of the document check that they still do; the words stay there. */
export const citation = object({ source: naming('source', kebabName), locator, evidence, ...rest })
/** See `citation`. */
export type Citation = z.infer<typeof citation>

/** The same in a file whose head may say source and evidence for all of it. */
export const citationUnderHead = object({
  source: optional(naming('source', kebabName)),
  locator,
  evidence: optional(evidence),
  ...rest,
})

import * as z from 'zod'
import { kebabName, object, sha256, text, words } from './shape.ts'

export const evidences = ['primary', 'restated', 'unverified'] as const

/** Where the words stand. Their fingerprint lets a holder of the document check that they still do; the words stay there. */
export const citation = object({
  source: kebabName,
  locator: text.describe('Where in the source: “line 28”, “regulation 33(1)”.'),
  evidence: words(evidences).describe(
    'primary: the text itself was read · restated: read in another’s page · unverified: from memory.',
  ),
  passage: object({
    words: z.int().min(1).describe('How many words the cited passage has.'),
    sha256: sha256.describe('SHA-256 of its words in lower case, punctuation and white space folded.'),
  }).optional(),
  damaged: z.boolean().optional().describe('Words are missing from the text that was read.'),
})
export type Citation = z.infer<typeof citation>

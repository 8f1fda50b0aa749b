import * as z from 'zod/mini'
import { askedAndExpected } from './scenario.ts'
import { address, described, document, kebabName, object, optional, text, words } from './shape.ts'

/** Where published cases come from. */
const caseKinds = ['ombudsman', 'procedure', 'helpline', 'faq', 'forum'] as const

const ask = object({
  ...askedAndExpected,
  authority: described(kebabName, 'Whose rules are asked.'),
  why: described(text, 'The provision or text that makes it right, and how far it was seen.'),
})

const publishedCase = object({
  id: kebabName,
  address: described(address, 'Where it was found.'),
  kind: words(caseKinds),
  about: described(text, 'The situation in neutral words: no name of a person, a school or a street.'),
  asks: z.array(ask),
  cannotBeExpressed: optional(text, 'What nobody can ask these rules of it, and which text would answer.'),
})

/** Cases that somebody published, with what the law answers: scenarios that nobody chose for these rules. */
export const casesDocument = document({ cases: z.array(publishedCase) })
/** See `casesDocument`. */
export type CasesDocument = z.infer<typeof casesDocument>

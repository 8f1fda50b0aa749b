import * as z from 'zod/mini'
import { type FindingCode, findingCodes } from './finding-codes.ts'
import { described, document, naming, object, text, words } from './shape.ts'

const codes = Object.keys(findingCodes) as [FindingCode, ...FindingCode[]]

const acceptedFinding = object({
  code: described(naming('finding', words(codes)), 'The code of the finding, as `virtual-school check` reports it.'),
  about: described(text, 'What it is about, as `virtual-school check` reports it: a rule’s name, for example.'),
  reason: described(text, 'Why it is right that the rules stand so.'),
})
/** A remark on the rules that a person has read and answered, so that it is not made again. */
export type AcceptedFinding = z.infer<typeof acceptedFinding>

/** `accepted-findings.json`. */
export const acceptedFindingsDocument = document({ accepted: z.array(acceptedFinding) })

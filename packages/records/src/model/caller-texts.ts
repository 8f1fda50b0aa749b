import * as z from 'zod'

/** A word of a list, as answers and outcomes have it. */
export const outcomeWord = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Expected: a word in small letters, as not-permitted.')

/** The name of a fact, as the vocabulary of rules has it. */
export const factName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]{0,99}$/,
    'Expected: the name of a fact, as careStatus; “virtual-school facts” lists them.',
  )

/** What a fact can be. */
export const factValue = z.union(
  [z.string().max(200), z.number(), z.boolean(), z.null()],
  'Expected: a text of 200 characters at most, a number, true, false, or null if it is not known.',
)

const mostTextCharacters = 2_000
// Every control character but the newline and the tab, and half of a surrogate pair.
const notText = /[^\P{Cc}\n\t]|\p{Cs}/u

/** What a person wrote. It is sealed; all that can be asked of it is that it is text, and not a file. */
export const freeText = z
  .string()
  .refine(text => text.trim() !== '', 'Expected: a sentence or two; this is empty.')
  .refine(text => text.length <= mostTextCharacters, `Expected: at most ${mostTextCharacters} characters.`)
  .refine(text => !notText.test(text), 'Expected: text, without control characters.')

import * as z from 'zod'

export const mostTextCharacters = 2_000
// Every control character but the newline and the tab, and half of a surrogate pair.
const notText = /[^\P{Cc}\n\t]|\p{Cs}/u

/** What a person wrote. It is sealed; all that can be asked of it is that it is text, and not a file. */
export const freeText = z
  .string()
  .refine(text => text.trim() !== '', 'Expected: a sentence or two; this is empty.')
  .refine(text => text.length <= mostTextCharacters, `Expected: at most ${mostTextCharacters} characters.`)
  .refine(text => !notText.test(text), 'Expected: text, without control characters.')

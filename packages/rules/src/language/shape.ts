import * as z from 'zod'
import { limits } from '../kernel/limits.ts'
import type { IssueCode } from '../kernel/issue.ts'
import { didYouMean, nearest } from '../kernel/nearest.ts'

/**
 * The few shapes that every document is made of. Zod carries only a string for each complaint, so a complaint that needs
 * a code and a suggestion travels inside it as JSON, written by `complaint` and read by `parse/zod-issues.ts`.
 */
export interface Complaint {
  readonly code: IssueCode
  readonly message: string
  readonly suggestion?: string | undefined
}

const mark = '\u0001'
export const complaint = (said: Complaint): string => mark + JSON.stringify(said)
export const readComplaint = (message: string): Complaint | undefined =>
  message.startsWith(mark) ? JSON.parse(message.slice(1)) : undefined

const unknownMember = (key: string, known: readonly string[]): string => {
  const suggestion = nearest(key, known)
  return complaint({ code: 'unknown-member', message: `“${key}” is not a member here.${didYouMean(suggestion)} Permitted: ${known.join(', ')}.`, suggestion })
}

/** A closed object: a member that is not named is refused with the nearest one that is. */
export const object = <S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? unknownMember(issue.keys[0] ?? '', Object.keys(shape)) : undefined),
  })

/** A document: a closed object that may name its JSON Schema. */
export const document = <S extends z.core.$ZodLooseShape>(shape: S) => object({ $schema: z.string().optional().describe('The JSON Schema of this kind of file, for editors.'), ...shape })

export const words = <const T extends readonly [string, ...string[]]>(permitted: T) =>
  z.enum(permitted, {
    error: issue => {
      const suggestion = typeof issue.input === 'string' ? nearest(issue.input, permitted) : undefined
      return complaint({ code: issue.input === undefined ? 'missing-member' : 'unknown-word', message: `One of these words is expected: ${permitted.join(', ')}.${didYouMean(suggestion)}`, suggestion })
    },
  })

export const text = z.string().min(1).max(limits.textCharacters)

const formed = (pattern: RegExp, expected: string) =>
  z.string().regex(pattern, { error: () => complaint({ code: 'malformed', message: expected }) })

export const kebabName = formed(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A name in lower case is expected, its words joined by hyphens: `looked-after`.')
export const camelName = formed(/^[a-z][A-Za-z0-9]*$/, 'A fact’s name is expected, written as `careStatus`.')
export const ruleName = formed(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/, 'A rule’s name is expected, as `luton.reduced-timetable.looked-after.partnership`.')
export const sha256 = formed(/^[0-9a-f]{64}$/, 'A SHA-256 is expected: 64 hexadecimal digits.')
export const day = formed(/^\d{4}-\d{2}-\d{2}$/, 'A date is expected, as `2024-08-19`.')
export const dayOrMonth = formed(/^\d{4}-\d{2}(-\d{2})?$/, 'A date or a month is expected, as `2024-08-19` or `2021-09`.')

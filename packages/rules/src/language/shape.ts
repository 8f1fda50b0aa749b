import * as z from 'zod/mini'
import type { IssueCode } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { didYouMean, nearest } from '../kernel/nearest.ts'
import { saidOfMember } from './from-json-rules-engine.ts'

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
/** A complaint as the text that zod carries. */
export const complaint = (said: Complaint): string => mark + JSON.stringify(said)
/** The complaint in a text that zod carried; undefined if it is zod’s own. */
export const readComplaint = (message: string): Complaint | undefined =>
  message.startsWith(mark) ? JSON.parse(message.slice(1)) : undefined

/** Of a member that is not one of those permitted. */
export const unknownMember = (key: string, permitted: readonly string[]): Complaint => {
  const suggestion = nearest(key, permitted)
  const message = `“${key.slice(0, 80)}” is not a member here.${saidOfMember(key)}${didYouMean(suggestion)} Permitted: ${permitted.join(', ')}.`
  return { code: 'unknown-member', message, suggestion }
}

/** A closed object: a member that is not named is refused with the nearest one that is. */
export const object = <S extends z.core.$ZodLooseShape>(shape: S): z.ZodMiniObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  })

/** A document: a closed object that may name its JSON Schema. */
export const document = <S extends z.core.$ZodLooseShape>(shape: S) =>
  object({ $schema: optional(z.string(), 'The JSON Schema of this kind of file, for editors.'), ...shape })

/** One of several words. `meant`: which of them is called otherwise elsewhere. */
export const words = <const T extends readonly [string, ...string[]]>(permitted: T, meant?: Meant) =>
  z.enum(permitted, { error: ({ input }) => complaint(notOneOf(input, permitted, meant)) })
type Meant = (word: string) => string | undefined

const notOneOf = (input: unknown, permitted: readonly string[], meant?: Meant): Complaint => {
  const suggestion = typeof input === 'string' ? (meant?.(input) ?? nearest(input, permitted)) : undefined
  const message = `One of these words is expected: ${permitted.join(', ')}.${didYouMean(suggestion)}`
  const code = input === undefined ? 'missing-member' : typeof input === 'string' ? 'unknown-word' : 'wrong-type'
  return { code, message, suggestion }
}

/** For a value that takes one of several forms, which the word at `member` tells apart: which words there are. */
export const oneOfForms = (member: string, permitted: readonly string[]): z.core.$ZodDiscriminatedUnionParams => ({
  error: ({ input, code }) =>
    code === 'invalid_union'
      ? complaint(notOneOf((input as Readonly<Record<string, unknown>>)[member], permitted))
      : undefined,
})

/** The same schema, and in the JSON Schema a description of what it holds there. */
export const described = <T extends z.ZodMiniType>(schema: T, description: string): T =>
  schema.check(z.describe(description))

/** What a name stands for. The schemas of a directory list there the names that it has. */
export type NameKind =
  | 'anyDateFact'
  | 'authority'
  | 'dateFact'
  | 'day'
  | 'dayOrMonth'
  | 'deadline'
  | 'decision'
  | 'definition'
  | 'evidence'
  | 'fact'
  | 'finding'
  | 'force'
  | 'list'
  | 'operator'
  | 'party'
  | 'proposal'
  | 'reading'
  | 'registerClass'
  | 'rule'
  | 'source'
  | 'testedFact'

/** An object of which some members say what others may hold: a fact its values, a list its items. */
export type ContextKind =
  | 'alternative'
  | 'asked'
  | 'codeFacts'
  | 'condition'
  | 'entry'
  | 'event'
  | 'fact'
  | 'givenFacts'
  | 'newRule'
  | 'outcome'
  | 'params'
  | 'rule'
  | 'ruleOutcome'
  | 'rulebook'
  | 'statement'

/** What a schema says beside what the parser holds a value to. Not among the global names, which go into every document. */
export const marks = z.registry<Mark>()
interface Mark {
  readonly 'x-names'?: NameKind
  readonly 'x-context'?: ContextKind
}

const marked = <T extends z.ZodMiniType>(schema: T, mark: Mark): T => {
  const own = schema.check()
  marks.add(own, mark)
  return own
}

/** The same schema, marked as the name of something that stands elsewhere. The parser does not look at the mark. */
export const naming = <T extends z.ZodMiniType>(kind: NameKind, schema: T): T => marked(schema, { 'x-names': kind })

/** The same schema, marked as an object whose members depend on one another. The parser does not look at the mark. */
export const inContext = <T extends z.ZodMiniType>(kind: ContextKind, schema: T): T =>
  marked(schema, { 'x-context': kind })

/** What may be left out. */
export const optional = <T extends z.ZodMiniType>(schema: T, description?: string): z.ZodMiniOptional<T> =>
  description === undefined ? z.optional(schema) : described(z.optional(schema), description)

/** A list that may be left out, and is empty then. */
export const listOrNone = <T extends z.ZodMiniType>(member: T) => z._default(z.array(member), [])

/** A text that is not empty and not too long. */
export const text = z.string().check(z.minLength(1), z.maxLength(limits.textCharacters))

const inQuotes = (expected: string): string => `${expected} It is a text, in double quotes.`

/** Says the form too if the value is no text at all, such as a year written `2021`. */
const formed = (pattern: RegExp, expected: string) =>
  z
    .string({
      error: ({ input }) =>
        input === undefined ? undefined : complaint({ code: 'wrong-type', message: inQuotes(expected) }),
    })
    .check(z.regex(pattern, { error: () => complaint({ code: 'malformed', message: expected }) }))

/** A name as `looked-after`. */
export const kebabName = formed(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'A name in lower case is expected, its words joined by hyphens: `looked-after`.',
)
/** The name of a fact, as `careStatus`. */
export const camelName = formed(/^[a-z][A-Za-z0-9]*$/, 'A fact’s name is expected, written as `careStatus`.')
/** The name of a rule, as `luton.reduced-timetable.partnership`. */
export const ruleName = formed(
  /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/,
  'A rule’s name is expected, as `luton.reduced-timetable.looked-after.partnership`.',
)
/** A SHA-256 in hexadecimal digits. */
export const sha256 = formed(/^[0-9a-f]{64}$/, 'A SHA-256 is expected: 64 hexadecimal digits.')
/** The digest of rules: `sha256:` and 64 hexadecimal digits. */
export const rulesDigest = formed(/^sha256:[0-9a-f]{64}$/, 'A digest is expected: `sha256:` and 64 hexadecimal digits.')
/** A text of the form of a day, as `2024-08-19`, of which there may be no such day. */
export const dayAsWritten = formed(/^\d{4}-\d{2}-\d{2}$/, 'A date is expected, as `2024-08-19`.')
/** A day; whether there is such a day is checked later. */
export const day = naming('day', dayAsWritten)
/** A day or a month, as `2021-09`. */
export const dayOrMonth = naming(
  'dayOrMonth',
  formed(/^\d{4}-\d{2}(-\d{2})?$/, 'A date or a month is expected, as `2024-08-19` or `2021-09`.'),
)
/** A version, as `1.0.0`. */
export const versionNumber = formed(
  /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/,
  'A version is expected: three numbers, as `1.0.0`.',
)
/** A web address. */
export const address = z.url({
  protocol: /^https?$/,
  error: ({ input }) =>
    typeof input === 'string'
      ? complaint({ code: 'malformed', message: 'A web address is expected, as `https://www.gov.uk/bank-holidays`.' })
      : undefined,
})

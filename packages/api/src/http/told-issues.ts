import { type Issue, type IssueCode, issueCodes } from '@virtual-school/rules'
import { didYouMean, isObject, pointerOf } from '@virtual-school/rules/internal'
import type * as z from 'zod'

type Names = ReadonlySet<string>

/** What a body or a query may have. */
export interface KnownNames {
  /** The names of members and facts, which issues may repeat. */
  readonly names: Names
  /** Those of members that may be left out. */
  readonly optional: Names
}

/** The names in the shape of a schema, and others that have to be given. */
export const knownNamesOf = (
  shape: Readonly<Record<string, z.ZodType>>,
  others: readonly string[] = [],
): KnownNames => ({
  names: new Set([...Object.keys(shape), ...others]),
  optional: new Set(Object.keys(shape).filter(name => shape[name]!._zod.optin === 'optional')),
})

/** The place of something that was sent, as far as names lead there that are known. */
interface Place {
  readonly path: readonly string[]
  /** The first name that nobody knows; undefined: all are known. */
  readonly unknown: string | undefined
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** A place in a list; a number of more digits may be somebody’s. */
const position = /^\d{1,3}$/

const placeOf = (pointer: string, names: Names): Place => {
  const path = pointer.split('/').slice(1).map(unescaped)
  const known = path.findIndex(name => !names.has(name) && !position.test(name))
  return known < 0 ? { path, unknown: undefined } : { path: path.slice(0, known), unknown: path[known] }
}

const valueAt = (sent: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    sent,
  )

/** Where a member stands among those of its object, in words; empty if that cannot be told. */
const describeMember = (sent: unknown, { path, unknown }: Place): string => {
  const parent = valueAt(sent, path)
  if (unknown === undefined || !isObject(parent)) return ''
  const members = Object.keys(parent)
  // JavaScript puts members with numbers for names first.
  if (!members.includes(unknown) || members.some(name => /^\d+$/.test(name))) return ''
  return `Member ${members.indexOf(unknown) + 1}${path.length === 0 ? '' : ` of “${path.at(-1)}”`}: `
}

/** Where what is right can be looked up. */
const lists: Partial<Record<IssueCode, string>> = {
  'unknown-decision': ' GET /decisions lists them.',
  'unknown-authority': ' GET /authorities lists them.',
  'unknown-fact': ' GET /facts lists them.',
}

/** Whether the words of an issue repeat a text that was sent. The library cuts long ones short. */
const repeats = ({ message }: Issue, sent: unknown): boolean =>
  typeof sent === 'string' && message.includes(`“${sent.slice(0, 80)}`)

/** These say that something is not known, and so may repeat what it is. */
const ofUnknown: ReadonlySet<IssueCode> = new Set([
  'unknown-decision',
  'unknown-authority',
  'unknown-fact',
  'unknown-member',
  'unknown-name',
])

/** Many programs send null for what they do not have. */
const orLeaveOut = (message: string): string => `${message.replace(/\.$/, '')}; or leave it out.`

/** One issue as a caller is told of it; see `tellIssues`. */
export const tellIssue = (issue: Issue, { names, optional }: KnownNames, sent?: unknown): Issue => {
  const place = placeOf(issue.pointer, names)
  const { code, suggestion } = issue
  const value = valueAt(sent, place.path)
  if (value === null && place.path.length === 1 && optional.has(place.path[0]!))
    return { ...issue, message: orLeaveOut(issue.message) }
  const isRepeating = ofUnknown.has(code) && [place.unknown, value].some(one => repeats(issue, one))
  const message = isRepeating ? `${issueCodes[code]}${lists[code] ?? ''}${didYouMean(suggestion)}` : issue.message
  // A name with a suggestion is a slip in a known one, and says nothing else.
  if (place.unknown === undefined || suggestion !== undefined) return { ...issue, message }
  return { ...issue, message: `${describeMember(sent, place)}${message}`, pointer: pointerOf(place.path) }
}

/**
 * Issues as a caller is told of them: nothing that was sent stands in them, since any of it may be about a child. A name that is
 * not known, nor nearly one, is not repeated: the pointer leads to what it stands in, and the message counts up to it.
 * The library’s own messages are for developers who have what they wrote before them, and do repeat it.
 * @param sent What was sent, if it could be read.
 */
export const tellIssues = (issues: readonly Issue[], known: KnownNames, sent?: unknown): readonly Issue[] =>
  issues
    .map(issue => tellIssue(issue, known, sent))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0))

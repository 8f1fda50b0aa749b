import type * as z from 'zod'
import type { Issue, IssueCode } from '../kernel/issue.ts'
import { type PathSegment, pointerOf } from '../kernel/pointer.ts'
import { readComplaint } from '../language/shape.ts'

type Said = { code: IssueCode; message: string; suggestion?: string | undefined }

const valueAt = (root: unknown, path: readonly PathSegment[]): unknown =>
  path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<PathSegment, unknown>)[key] : undefined), root)

const kinds: Record<string, string> = {
  string: 'A text', number: 'A number', int: 'A whole number', boolean: 'true or false', array: 'A list', object: 'An object', record: 'An object', null: 'null',
}

/** What zod found, in words for the author of the file. */
const say = (issue: z.core.$ZodIssue, root: unknown): Said => {
  const own = readComplaint(issue.message)
  if (own) return own
  if (issue.code === 'invalid_type') {
    const expected = `${kinds[issue.expected] ?? 'Another kind of value'} is expected here.`
    return valueAt(root, issue.path as PathSegment[]) === undefined
      ? { code: 'missing-member', message: `“${String(issue.path.at(-1))}” is required. ${expected}` }
      : { code: 'wrong-type', message: expected }
  }
  if (issue.code === 'too_small') return { code: 'out-of-range', message: `At least ${issue.minimum} is expected here.` }
  if (issue.code === 'too_big') return { code: 'out-of-range', message: `At most ${issue.maximum} is permitted here.` }
  if (issue.code === 'invalid_union') return { code: 'wrong-type', message: 'None of the forms that this value may take fits it; the JSON Schema of the file lists them.' }
  if (issue.code === 'invalid_format') return { code: 'malformed', message: `The text is not of the form expected here (${issue.format}).` }
  return { code: 'malformed', message: 'The value does not have the form that is expected here; the JSON Schema of the file says which.' }
}

export const issuesFromZod = (error: z.ZodError, root: unknown, file: string): Issue[] =>
  error.issues.map(issue => {
    const { code, message, suggestion } = say(issue, root)
    const path = issue.path as PathSegment[]
    const at = issue.code === 'unrecognized_keys' && issue.keys[0] !== undefined ? [...path, issue.keys[0]] : path
    return { code, pointer: pointerOf(at), message, ...(suggestion === undefined ? {} : { suggestion }), file }
  })

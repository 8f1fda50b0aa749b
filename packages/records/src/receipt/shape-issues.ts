import { type Issue, nearest } from '@virtual-school/rules'
import type * as z from 'zod'
import { pointerTo, withSuggestion } from '../issues.ts'

type ZodIssue = z.core.$ZodIssue

/** What zod found, in words for whoever was given the text. `known` are the names that members may have. */
export const shapeIssues = (error: z.core.$ZodError, known: readonly string[]): readonly Issue[] =>
  error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => unknownMember(key, [...issue.path, key], known))
      : [{ ...complaint(issue), pointer: pointerTo(issue.path) }],
  )

const unknownMember = (key: string, path: readonly PropertyKey[], known: readonly string[]): Issue => {
  const message = 'A receipt has no member of this name here.'
  return withSuggestion({ code: 'unknown-member', pointer: pointerTo(path), message }, nearest(key, known))
}

const complaint = (issue: ZodIssue): Pick<Issue, 'code' | 'message'> => {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', message: `This must be present, and of the type “${issue.expected}”.` }
    case 'invalid_value':
      return { code: 'unknown-word', message: `Expected one of: ${issue.values.map(String).join(', ')}.` }
    case 'too_big':
    case 'too_small':
      return { code: 'out-of-range', message: 'This is too short or too small, or too long or too large.' }
    case 'invalid_format':
      return { code: 'malformed', message: `This does not have the form that is expected here (${issue.format}).` }
    default:
      return { code: 'malformed', message: 'This does not have the form that is expected here.' }
  }
}

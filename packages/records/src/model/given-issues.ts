import type { Issue } from '@virtual-school/rules'
import { nearest, pointerOf, withSuggestion } from '@virtual-school/rules/internal'
import type * as z from 'zod'

type ZodIssue = z.core.$ZodIssue

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (found, part) => (typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined),
    given,
  )

/**
 * What zod found wrong with something that a caller sent, every issue, in words for the caller: what was expected and the nearest
 * right word. `known` are the names that members may have here. Nothing that was sent is repeated.
 */
export const describeGivenIssues = (
  error: z.core.$ZodError,
  given: unknown,
  known: readonly string[],
): readonly Issue[] =>
  error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => describeUnknownMember([...issue.path, key], key, known))
      : [describeComplaint(issue, valueAt(given, issue.path))],
  )

const describeUnknownMember = (path: readonly PropertyKey[], key: string, known: readonly string[]): Issue => {
  const message = `There is no such member here. Permitted: ${known.join(', ')}.`
  return withSuggestion({ code: 'unknown-member', pointer: pointerOf(path), message }, nearest(key, known))
}

const describeComplaint = (issue: ZodIssue, value: unknown): Issue => {
  const pointer = pointerOf(issue.path)
  const name = String(issue.path.at(-1) ?? 'This')
  if (value === undefined) return { code: 'missing-member', pointer, message: `“${name}” is required here.` }
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String)
    const suggestion = typeof value === 'string' ? nearest(value, words) : undefined
    return withSuggestion(
      { code: 'unknown-word', pointer, message: `Expected one of: ${words.join(', ')}.` },
      suggestion,
    )
  }
  if (issue.code === 'invalid_type')
    return { code: 'wrong-type', pointer, message: `“${name}” is of the type “${issue.expected}”.` }
  return { code: 'malformed', pointer, message: issue.message }
}

import type * as z from 'zod/mini'
import type { Issue } from '../kernel/issue.ts'
import { suggestionMember } from '../kernel/nearest.ts'
import { type PathSegment, pointerOf } from '../kernel/pointer.ts'
import { capital } from '../kernel/words.ts'
import { type Complaint, readComplaint, unknownMember } from '../language/shape.ts'

type ZodIssue = z.core.$ZodIssue
interface Found extends Complaint {
  readonly path: readonly PathSegment[]
}

/** What zod found, in words for the author of the file. */
export const issuesFromZod = (error: z.core.$ZodError, root: unknown, file: string): Issue[] =>
  error.issues
    .flatMap(issue => foundIn(issue, [], root))
    .map(({ code, path, message, suggestion }) => ({
      code,
      pointer: pointerOf(path),
      message,
      ...suggestionMember(suggestion),
      file,
    }))

const foundIn = (issue: ZodIssue, above: readonly PathSegment[], root: unknown): readonly Found[] => {
  const path = [...above, ...(issue.path as PathSegment[])]
  if (issue.code === 'unrecognized_keys') {
    const permitted = issue.message.split(' ')
    return issue.keys.map(key => ({ ...unknownMember(key, permitted), path: [...path, key] }))
  }
  if (issue.code === 'invalid_union') {
    const meant = formMeant(issue.errors)
    if (meant !== undefined) return meant.flatMap(one => foundIn(one, path, root))
  }
  if (issue.code === 'invalid_key') return issue.issues.flatMap(one => foundIn(one, path, root))
  return [{ ...(readComplaint(issue.message) ?? say(issue, path, root)), path }]
}

/** Of the forms that a value may take, the one that its author most likely meant: its kind is right, or at least its kind of value. */
const formMeant = (forms: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined => {
  const isWrongAtOnce = (form: readonly ZodIssue[], code: string) =>
    form.some(one => one.path.length === 0 && one.code === code)
  const kindFits = forms.filter(form => !isWrongAtOnce(form, 'invalid_type'))
  const wordFits = kindFits.filter(form => !isWrongAtOnce(form, 'invalid_value'))
  const meant = wordFits.length > 0 ? wordFits : kindFits
  return meant.length === 1 ? meant[0] : undefined
}

const say = (issue: ZodIssue, path: readonly PathSegment[], root: unknown): Complaint => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType([issue.expected], path, root)
    case 'invalid_union':
      return wrongType(
        issue.errors.flatMap(form => form.flatMap(one => (one.code === 'invalid_type' ? one.expected : []))),
        path,
        root,
      )
    case 'too_small':
    case 'too_big':
      return outOfBounds(issue)
    default:
      return {
        code: 'malformed',
        message:
          'The value does not have the form that is expected here; the JSON Schema of this kind of file says which.',
      }
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

const wrongType = (expected: readonly string[], path: readonly PathSegment[], root: unknown): Complaint => {
  const forms = [...new Set(expected.map(kind => kinds[kind] ?? 'another kind of value'))]
  const listed = forms.length === 1 ? forms[0]! : `${forms.slice(0, -1).join(', ')} or ${forms.at(-1)}`
  const message = `${capital(listed)} is expected here.`
  if (path.length === 0 || valueAt(root, path) !== undefined) return { code: 'wrong-type', message }
  return { code: 'missing-member', message: `“${String(path.at(-1))}” is required. ${message}` }
}

const valueAt = (root: unknown, path: readonly PathSegment[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PathSegment, unknown>)[key] : undefined),
    root,
  )

const outOfBounds = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Complaint => {
  const isSmall = issue.code === 'too_small'
  const bound = Number(isSmall ? issue.minimum : issue.maximum)
  const at = `${isSmall ? 'At least' : 'At most'} ${bound}`
  if (issue.origin === 'string')
    return {
      code: isSmall ? 'malformed' : 'too-large',
      message: `${at} character${bound === 1 ? ' is' : 's are'} ${isSmall ? 'expected' : 'permitted'} here.`,
    }
  if (issue.origin === 'array')
    return {
      code: isSmall ? 'missing-member' : 'too-many',
      message: `${at} ${bound === 1 ? 'entry is' : 'entries are'} ${isSmall ? 'expected' : 'permitted'} here.`,
    }
  return { code: 'out-of-range', message: `${at} is ${isSmall ? 'expected' : 'permitted'} here.` }
}

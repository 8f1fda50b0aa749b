/**
 * An issue refuses a document or a request. It is written to the reader: where it is, what was expected, what to do.
 * It never repeats the value of a fact, for that value may be about a child.
 */
export interface Issue {
  /** What kind of refusal this is; `issueCodes` lists and explains them all. */
  readonly code: IssueCode
  /** JSON Pointer (RFC 6901) to the place inside the document or request. */
  readonly pointer: string
  readonly message: string
  /** The nearest word that would have been right, if there is one. */
  readonly suggestion?: string
  readonly file?: string
  /** 1-based, in the file's text. */
  readonly line?: number
  /** 1-based, in UTF-16 units, as editors count. */
  readonly column?: number
}

/** Every code an issue can carry, with what it means to the reader. Documentation is generated from this list. */
export const issueCodes = {
  'not-json': 'The text is not JSON.',
  'not-text': 'The bytes are not UTF-8 text, or hold a NUL or half of a surrogate pair.',
  'duplicate-key': 'The same key stands twice in one object; only one of them could be kept.',
  'forbidden-key': 'The key is reserved by JavaScript (`__proto__`, `constructor`, `prototype`).',
  'too-large': 'The text is longer than the limit.',
  'too-deep': 'Objects and arrays are nested deeper than the limit.',
  'too-many': 'There are more entries than the limit.',
  'wrong-type': 'A value of another type was expected here.',
  'missing-member': 'A member that is required is absent.',
  'actor-required': 'Nobody is named who asks, and these records are not shown to nobody in particular.',
  'unknown-member': 'The member is not part of this object.',
  'unknown-word': 'The word is not one of those permitted here.',
  'out-of-range': 'The number is outside the permitted range.',
  malformed: 'The text does not have the form that is expected here.',
  'impossible-date': 'There is no such day in the calendar.',
  'unknown-decision': 'There is no decision of that name.',
  'unknown-authority': 'No rules are held for an authority of that name.',
  'unknown-fact': 'The vocabulary has no fact of that name.',
  'personal-identifier': 'Names, addresses, references and free text are not facts and are refused.',
  contradiction: 'Two facts cannot both be so.',
  'death-recorded': 'A return records that the child died. Nothing is asked or answered.',
  'unplaced-file': 'The file does not lie where a file of its kind belongs.',
  'missing-file': 'A file that every rule directory needs is absent.',
  unreadable: 'The file, directory or member could not be read.',
  'duplicate-name': 'The name is already taken.',
  'unknown-name': 'The name refers to nothing.',
  'not-allowed-here': 'The member is known but cannot stand here.',
  'kind-mismatch': 'The operator, the fact and the value do not fit one another.',
  circle: 'The names refer to one another in a circle.',
  'overlapping-editions': 'Two editions of one rule are in force on the same day.',
  'local-loosens-national': 'A council’s rule would switch off or redefine a national one.',
  'unreachable-limit': 'The rules need more room than one decision has.',
  'not-proved': 'A signature or a proof does not fit what it is said to prove.',
} as const

/** The code of an issue. */
export type IssueCode = keyof typeof issueCodes

/** Either what was wanted or every reason why not. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** What was wanted. */
export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value })
/** The reasons why what was wanted is refused, sorted. */
export const refused = (issues: readonly Issue[]): Checked<never> => ({ ok: false, issues: sortIssues(issues) })

const order = (a: string | number | undefined, b: string | number | undefined): number =>
  a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1

/** Issues come all at once and in one order: by file, place, code and message. */
export const sortIssues = (issues: readonly Issue[]): readonly Issue[] =>
  [...issues].sort(
    (a, b) =>
      order(a.file, b.file) ||
      order(a.line, b.line) ||
      order(a.column, b.column) ||
      order(a.pointer, b.pointer) ||
      order(a.code, b.code) ||
      order(a.message, b.message),
  )

/** One line for a person: `file:line:column pointer message`. */
export const issueLine = (issue: Issue): string => {
  const place = [issue.file, issue.line, issue.column].filter(part => part !== undefined).join(':')
  return [place, issue.pointer === '' ? '' : `at ${issue.pointer}:`, issue.message]
    .filter(part => part !== '')
    .join(' ')
}

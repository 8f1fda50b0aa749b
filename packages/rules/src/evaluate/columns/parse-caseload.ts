import type { Rulebook } from '../../compile/rulebook.ts'
import { isPlainObject } from '../../kernel/guards.ts'
import { accepted, type Checked, type Issue, refused } from '../../kernel/issue.ts'
import { issue, namesIn, unknown, unreadableMember } from '../request/members.ts'
import { type ParsedRequest, parseRequest } from '../request/parse-request.ts'
import type { CaseloadRequest } from './caseload.ts'
import { checkColumns, checkCount, checkWanted, type WantedPart } from './check-columns.ts'
import type { Column } from './column.ts'

/** A question about many children in which every name is known and every code is one that its fact can have. */
export interface ParsedCaseload {
  /** The same question about a child of whom nothing is known. */
  readonly request: ParsedRequest
  readonly count: number
  /** By the fact’s place in the vocabulary. */
  readonly columns: ReadonlyMap<number, Column>
  readonly wanted: ReadonlySet<WantedPart>
}

type Given = { -readonly [K in keyof CaseloadRequest]?: unknown }
const members = ['decision', 'authority', 'asOf', 'count', 'columns', 'want'] as const satisfies (keyof Given)[]

/** A question about many children, checked against the vocabulary; or every issue it has. Children whose facts contradict one another are found out when they meet the rules. */
export const parseCaseload = (rulebook: Rulebook, value: unknown): Checked<ParsedCaseload> => {
  const issues: Issue[] = []
  const given = readMembers(value, issues)
  if (given === undefined) return refused(issues)
  const { decision, authority, asOf, count, columns, want } = given
  const request = parseRequest(rulebook, { decision, authority, asOf, facts: {} })
  if (!request.ok) issues.push(...request.issues)
  const before = issues.length
  const children = checkCount(count, issues)
  const wanted = checkWanted(want, issues)
  // Without a count, no column could have the right length.
  const found = issues.length > before ? undefined : checkColumns(rulebook, columns, children, issues)
  if (!request.ok || found === undefined || issues.length > 0) return refused(issues)
  return accepted({ request: request.value, count: children, columns: found, wanted })
}

/** The members of a question about many children; undefined, with an issue, if they cannot be read. */
const readMembers = (value: unknown, issues: Issue[]): Given | undefined => {
  if (!isPlainObject(value)) {
    const message = 'A request is a plain object with “decision”, “asOf”, “count” and “columns”.'
    issues.push(issue('wrong-type', [], message))
    return undefined
  }
  const given: Given = {}
  const names = namesIn(value)
  if (names === undefined) issues.push(unreadableMember([]))
  for (const name of names ?? []) {
    const member = members.find(one => one === name)
    try {
      if (member !== undefined) given[member] = value[member]
      else issues.push(unknown('unknown-member', [name], 'A request for many children has no member', name, members))
    } catch {
      issues.push(unreadableMember([name]))
    }
  }
  return issues.some(one => one.code === 'unreadable') ? undefined : given
}

import type { Authority, Rulebook } from '../../compile/rulebook.ts'
import { type CivilDate, isCivilDate } from '../../kernel/dates.ts'
import { isPlainObject } from '../../kernel/guards.ts'
import { accepted, type Checked, type Issue, refused } from '../../kernel/issue.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { Scalar } from '../../language/values.ts'
import { issue, namesIn, notADate, unknown, unreadableMember } from './members.ts'
import { parseFacts } from './parse-facts.ts'
import { supplyFacts } from './supplied.ts'

/** The request’s facts, by the vocabulary’s order. Undefined: not asked. Null: asked, not known. */
export type FactValues = readonly (Scalar | null | undefined)[]

/** A request in which every name is known and every value is one that its fact can have. */
export interface ParsedRequest {
  readonly decision: DecisionDefinition
  readonly authority: Authority
  readonly asOf: CivilDate
  readonly trace: 'full' | 'none'
  readonly values: FactValues
  /** The places of values that nobody gave: they follow from the question and the day. */
  readonly supplied: readonly number[]
}

const nothingSupplied: readonly number[] = []

/** What a request says, each member read once. */
type Given = { -readonly [K in 'decision' | 'authority' | 'asOf' | 'trace' | 'facts']: unknown }
const members: ReadonlySet<string> = new Set([
  'decision',
  'authority',
  'asOf',
  'trace',
  'facts',
] satisfies (keyof Given)[])

/** A request, checked against the vocabulary; or every issue it has. Whether its facts contradict one another is found out when they meet the rules. */
export const parseRequest = (rulebook: Rulebook, value: unknown): Checked<ParsedRequest> => {
  const issues: Issue[] = []
  const request = readMembers(value, issues)
  if (request === undefined) return refused(issues)
  const decision = known(rulebook.decisions, request.decision, 'decision', 'unknown-decision', issues)
  const authority = known(
    rulebook.authorities,
    request.authority === undefined ? rulebook.national : request.authority,
    'authority',
    'unknown-authority',
    issues,
  )
  const asOf = request.asOf
  if (typeof asOf !== 'string' || !isCivilDate(asOf)) issues.push(notADate(['asOf'], asOf))
  const trace = request.trace === undefined ? 'full' : request.trace
  if (trace !== 'full' && trace !== 'none')
    issues.push(
      issue(typeof trace === 'string' ? 'unknown-word' : 'wrong-type', ['trace'], '“trace” is “full” or “none”.'),
    )
  const values = parseFacts(rulebook, request.facts, asOf, issues)
  if (issues.length > 0) return refused(issues)
  const supplied = rulebook.semantics === 1 ? nothingSupplied : supplyFacts(rulebook, decision!, asOf as string, values)
  return accepted({
    decision: decision!,
    authority: authority!,
    asOf: asOf as string,
    trace: trace as 'full' | 'none',
    values,
    supplied,
  })
}

/** The members of a request; undefined, with an issue, if they cannot be read. */
const readMembers = (value: unknown, issues: Issue[]): Given | undefined => {
  if (!isPlainObject(value)) {
    issues.push(issue('wrong-type', [], 'A request is a plain object with “decision”, “asOf” and “facts”.'))
    return undefined
  }
  const given: Given = {
    decision: undefined,
    authority: undefined,
    asOf: undefined,
    trace: undefined,
    facts: undefined,
  }
  const names = namesIn(value)
  if (names === undefined) issues.push(unreadableMember([]))
  for (const name of names ?? []) {
    if (!members.has(name)) {
      issues.push(unknown('unknown-member', [name], 'A request has no member', name, members))
      continue
    }
    try {
      given[name as keyof Given] = value[name]
    } catch {
      issues.push(unreadableMember([name]))
      return undefined
    }
  }
  return names && given
}

const known = <T>(
  names: ReadonlyMap<string, T>,
  name: unknown,
  what: string,
  code: Issue['code'],
  issues: Issue[],
): T | undefined => {
  const found = typeof name === 'string' ? names.get(name) : undefined
  if (found !== undefined) return found
  if (name === undefined)
    issues.push(issue('missing-member', [what], `“${what}” is required. Permitted: ${[...names.keys()].join(', ')}.`))
  else if (typeof name !== 'string')
    issues.push(issue('wrong-type', [what], `“${what}” is a text. Permitted: ${[...names.keys()].join(', ')}.`))
  else issues.push(unknown(code, [what], `There is no ${what}`, name, names.keys()))
  return undefined
}

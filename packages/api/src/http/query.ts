import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, nearest, pointerOf, withSuggestion } from '@virtual-school/rules/internal'
import type { Request, RequestHandler } from 'express'
import { problem } from './problem.ts'
import { send } from './reply.ts'
import { tellIssue } from './told-issues.ts'

/** The parts of an address that a route reads. */
export interface RequestTarget {
  readonly params: Readonly<Record<string, string | string[] | undefined>>
  readonly query: Request['query']
}

/** Refuses a query (400). To ignore it would answer another question: `?authority=luton` would get England’s rules alone. */
export const rejectQuery: RequestHandler = (request, response, next) => {
  // Express parses the query each time that it is read, and there is hardly ever one here.
  if (!request.url.includes('?')) return next()
  const read = readQuery(request.query, {})
  if (read.ok) return next()
  send(response, problem('query-refused', { issues: read.issues }))
}

/** The names that a parameter may have as its value, and the code of the issue for any other. */
export interface Parameter {
  readonly code: Issue['code']
  readonly names: readonly string[]
}

/** Names of the service’s own, which may stand in a query by mistake: what a body has, and what other routes read. */
const ownNames = (known: readonly string[]): ReadonlySet<string> =>
  new Set([...known, 'authority', 'decision', 'asOf', 'trace', 'facts', 'rules', 'subjectRef'])

/**
 * Reads a query by the parameters that a route has, each of which is optional: their values, or an issue for each that is
 * unknown, repeated or names nothing. Issues repeat no word of a query: anything may stand there by mistake.
 */
export const readQuery = <P extends string>(
  query: RequestTarget['query'],
  parameters: Readonly<Record<P, Parameter>>,
): Checked<Partial<Record<P, string>>> => {
  const known = Object.keys(parameters) as P[]
  const issues = Object.entries(query).flatMap(([name, value]): Issue[] => {
    const parameter = known.find(one => one === name)
    if (parameter === undefined)
      return [
        unknown(
          'unknown-member',
          name,
          known.length === 0
            ? 'No parameter is read here. What is asked of a decision stands in the body of POST.'
            : `There is no parameter of that name. Permitted: ${known.join(', ')}.`,
          name,
          known,
        ),
      ]
    if (typeof value !== 'string')
      return [{ code: 'duplicate-key', pointer: `/${name}`, message: `“${name}” may stand once.` }]
    const { code, names } = parameters[parameter]
    return names.includes(value)
      ? []
      : [unknown(code, name, `No ${name} of that name is held. Permitted: ${names.join(', ')}.`, value, names)]
  })
  const told = { names: ownNames(known), optional: new Set<string>() }
  return issues.length > 0
    ? { ok: false, issues: issues.map(issue => tellIssue(issue, told)) }
    : accepted(query as Partial<Record<P, string>>)
}

const unknown = (code: Issue['code'], name: string, message: string, word: string, names: readonly string[]): Issue =>
  withSuggestion({ code, pointer: pointerOf([name]), message }, nearest(word, names))

import { type Checked, didYouMean, type Issue, nearest } from '@virtual-school/rules'
import type { Request, RequestHandler } from 'express'
import { problem } from './problem.ts'
import { send } from './reply.ts'

/** What a reader asked for. */
export interface RequestTarget {
  readonly params: Readonly<Record<string, string | string[] | undefined>>
  readonly query: Request['query']
}

/** Refuses a query. To pass one over would answer another question: `?authority=luton` would get England’s rules alone. */
export const rejectQuery: RequestHandler = (request, response, next) => {
  // Express reads the query again whenever it is asked for one, though there is hardly ever one here.
  if (!request.url.includes('?')) return next()
  const read = readQuery(request.query, {})
  if (read.ok) return next()
  send(response, problem('query-refused', { issues: read.issues }))
}

/** What a parameter may name, and what is said of a name that is not held. */
export interface Parameter {
  readonly code: Issue['code']
  readonly names: readonly string[]
}

/** A query checked against the parameters that a route has; each is optional. The words of a query may be repeated: no fact stands there. */
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
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: query as Partial<Record<P, string>> }
}

const unknown = (code: Issue['code'], name: string, message: string, word: string, names: readonly string[]): Issue => {
  const suggestion = nearest(word, names)
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return {
    code,
    pointer,
    message: message + didYouMean(suggestion),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

import { type AboutToRead, listOf } from '@virtual-school/records'
import { type Checked, limits } from '@virtual-school/rules'
import type { Request } from 'express'
import { readBytes } from '../intake/body.ts'
import { collectBytes } from '../intake/collect-bytes.ts'
import { requestLimits } from '../intake/limits.ts'
import { jsonMediaType, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import { search } from '../openapi/operations/search.ts'
import { problem } from '../problem.ts'
import { actorRequired, fromRecords } from '../records/answer.ts'
import { byOf } from '../records/by.ts'
import { namesActor } from '../records/names-actor.ts'
import { perChild } from '../records/per-child.ts'
import { json } from '../reply.ts'
import type { Route } from './route.ts'

type Filters = Readonly<Record<string, unknown>>
type Read = Checked<Filters> | undefined

const notAnObject = {
  code: 'wrong-type',
  pointer: '',
  message: 'A search is an object of filters, as { "decision": "reduced-timetable", "limit": 20 }.',
} as const

const isObject = (value: unknown): value is Filters =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The filters of a body; a count may be a number there. */
const filtersIn = ({ body }: Request): Read => {
  const read = readBytes(body, requestLimits)
  if (!read.ok || !isObject(read.value)) return read.ok ? undefined : read
  const { limit } = read.value
  return { ok: true, value: { ...read.value, ...(typeof limit === 'number' ? { limit: String(limit) } : {}) } }
}

const aboutToRead = (request: Request): AboutToRead => {
  const filters = filtersIn(request)
  return filters?.ok ? { ...filters.value } : {}
}

/** The same list as GET /records, for a query that must not stand in an address. */
export const searchRoute: Route = {
  method: 'post',
  path: '/records/search',
  scope: 'records:read',
  operation: search,
  handlers: service => [
    takesNoQuery,
    takesOnly([jsonMediaType]),
    namesActor(service),
    collectBytes(limits.requestBytes),
    fromRecords(
      service,
      perChild(service, aboutToRead, async ({ records }, request, response) => {
        const filters = filtersIn(request)
        if (filters === undefined) return problem('query-refused', { issues: [notAnObject] })
        if (!filters.ok) return problem('malformed-body', { issues: filters.issues })
        const found = await listOf(records, filters.value, byOf(response))
        if (!found.ok) return actorRequired(found.issues) ?? problem('query-refused', { issues: found.issues })
        const { records: listed, next, suggestion } = found.value
        return json({ records: listed, next, suggestion })
      }),
    ),
  ],
}

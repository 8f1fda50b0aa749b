import { consistencyOf, currentCheckpoint } from '@virtual-school/records'
import { takesNoQuery } from '../intake/no-query.ts'
import * as operations from '../openapi/operations/checkpoint.ts'
import { problem } from '../problem.ts'
import { fromRecords } from '../records/answer.ts'
import { json, type Reply } from '../reply.ts'
import type { Route } from './route.ts'

const plain = (body: string): Reply => ({ status: 200, type: 'text/plain; charset=utf-8', body })

/** Public, for whoever checks a receipt: none of them says anything of anybody. */
export const checkpointRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/checkpoint',
    operation: operations.checkpoint,
    handlers: service => [
      takesNoQuery,
      fromRecords(service, async ({ records }) => {
        const found = await currentCheckpoint(records)
        return found.ok ? plain(found.value) : problem('not-found', { detail: found.issues[0]?.message ?? '' })
      }),
    ],
  },
  {
    method: 'get',
    path: '/checkpoint/key',
    operation: operations.checkpointKey,
    handlers: service => [takesNoQuery, fromRecords(service, async ({ records }) => plain(`${records.verifierKey}\n`))],
  },
  {
    method: 'get',
    path: '/checkpoint/consistency',
    operation: operations.checkpointConsistency,
    handlers: service => [
      fromRecords(service, async ({ records }, { query }) => {
        const found = await consistencyOf(records, { ...query })
        return found.ok ? json(found.value) : problem('query-refused', { issues: found.issues })
      }),
    ],
  },
]

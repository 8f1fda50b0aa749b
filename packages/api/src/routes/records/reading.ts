import { type AboutToRead, subjectRead } from '@virtual-school/records'
import type { Request } from 'express'
import type { ZodOpenApiResponsesObject } from 'zod-openapi'
import { readCaller } from '../../auth/actor.ts'
import { getCaller, localCaller } from '../../auth/caller.ts'
import { problem } from '../../http/problem.ts'
import type { ProblemSlug } from '../../http/problems.ts'
import type { Reply } from '../../http/reply.ts'
import { accessProblems, problemAnswers } from '../../openapi/operation.ts'
import type { AnswerFromRecords } from '../../recording/replies.ts'
import type { Service } from '../../service.ts'

const tooOften = (seconds: number): Reply =>
  problem('too-many-requests', {
    detail: 'The caller has read records of this child more often in a minute than it may.',
    headers: { 'Retry-After': String(seconds) },
  })

/** Lets a caller read the records of one child only as often in a minute as the limit allows. `asked` names what is read. */
export const limitReadingsPerChild =
  (
    { access }: Pick<Service, 'access'>,
    asked: (request: Request) => AboutToRead,
    answer: AnswerFromRecords,
  ): AnswerFromRecords =>
  async (recorder, request, response) => {
    const caller = getCaller(response)
    const { readings } = access
    if (readings === undefined || caller === localCaller) return answer(recorder, request, response)
    const subject = await subjectRead(recorder.records, asked(request), readCaller(response))
    const allowance = subject === undefined ? undefined : readings.take(`${caller.id}\n${subject}`)
    return allowance === undefined || allowance.isWithin
      ? answer(recorder, request, response)
      : tooOften(allowance.resetSeconds)
  }

/** The responses of a route that reads records which are problems: those of every such route, and those that it names. */
export const readingProblems = (...slugs: readonly ProblemSlug[]): ZodOpenApiResponsesObject =>
  problemAnswers(
    ...accessProblems,
    ...(['query-refused', 'malformed-actor', 'actor-required', 'records-off', 'records-unavailable'] as const),
    ...slugs,
  )

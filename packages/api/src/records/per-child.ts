import { type AboutToRead, subjectRead } from '@virtual-school/records'
import type { Request, Response } from 'express'
import { callerOf, localCaller } from '../access/caller.ts'
import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'
import type { Service } from '../service.ts'
import { byOf } from './by.ts'
import type { Keeper } from './keeper.ts'

type Answer = (keeper: Keeper, request: Request, response: Response) => Promise<Reply>

const tooOften = (seconds: number): Reply =>
  problem('too-many-requests', {
    detail: 'The caller has read records of this child more often in a minute than it may.',
    headers: { 'Retry-After': String(seconds) },
  })

/** Answers as long as the caller has not read of the same child more often in a minute than it may. */
export const perChild =
  ({ access }: Pick<Service, 'access'>, asked: (request: Request) => AboutToRead, answer: Answer): Answer =>
  async (keeper, request, response) => {
    const caller = callerOf(response)
    const { readings } = access
    if (readings === undefined || caller === localCaller) return answer(keeper, request, response)
    const subject = await subjectRead(keeper.records, asked(request), byOf(response))
    const allowance = subject === undefined ? undefined : readings.take(`${caller.id}\n${subject}`)
    return allowance === undefined || allowance.isWithin
      ? answer(keeper, request, response)
      : tooOften(allowance.resetSeconds)
  }

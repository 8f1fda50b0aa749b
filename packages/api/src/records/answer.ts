import type { Checked, Issue } from '@virtual-school/rules'
import type { Request, RequestHandler, Response } from 'express'
import { problem } from '../problem.ts'
import { type Reply, send } from '../reply.ts'
import type { Service } from '../service.ts'
import type { Keeper } from './keeper.ts'
import { recordsUnavailable } from './unavailable.ts'

type Answer = (keeper: Keeper, request: Request, response: Response) => Promise<Reply>

/** Answers from the records, where there are any and they can be reached. */
export const fromRecords =
  ({ keeper }: Service, answer: Answer): RequestHandler =>
  async (request, response) => {
    if (keeper === undefined) return send(response, problem('records-off'))
    try {
      send(response, await answer(keeper, request, response))
    } catch (thrown) {
      keeper.failed(thrown)
      send(response, recordsUnavailable())
    }
  }

/** That somebody has to be named who asks, if that is what is wrong. */
export const actorRequired = (issues: readonly Issue[]): Reply | undefined =>
  issues.some(({ code }) => code === 'actor-required')
    ? problem('actor-required', { issues: issues.filter(({ code }) => code === 'actor-required') })
    : undefined

/** What was asked for by id, or that there is no such thing. */
export const ofId = <T>(found: Checked<T>, reply: (value: T) => Reply): Reply => {
  if (found.ok) return reply(found.value)
  const [issue] = found.issues
  const nobody = actorRequired(found.issues)
  if (nobody !== undefined) return nobody
  return issue?.pointer === '/id' ? problem('not-found', { detail: issue.message }) : problem('internal-error')
}

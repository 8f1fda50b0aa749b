import * as z from 'zod'
import { decided } from './decision.ts'
import { issue, problem } from './problem.ts'
import { decisionRequest } from './request.ts'

export const batchRequest = z.array(decisionRequest).max(1_000)

const line = z.int().min(1).describe('The line of the body, or the place in the array, from 1.')

export const batchAnswer = z
  .union([
    decided,
    z.object({ line, issues: z.array(issue) }),
    z.object({ line, problem: problem.pick({ type: true, title: true, status: true }) }),
  ])
  .meta({
    id: 'BatchAnswer',
    description: 'One line of the answer: a decision; or, of a request that was refused, where it stands and why.',
  })

import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { digest, version } from '../schemas/words.ts'
import { jsonAnswer, problemAnswers } from './answers.ts'

const status = z.literal('up')

export const liveOperation: ZodOpenApiOperationObject = {
  operationId: 'isLive',
  tags: ['Health'],
  summary: 'Whether the process answers',
  responses: { ...jsonAnswer('It does.', z.object({ status })), ...problemAnswers() },
}

export const readyOperation: ZodOpenApiOperationObject = {
  operationId: 'isReady',
  tags: ['Health'],
  summary: 'Whether decisions can be asked for, and from which rules',
  responses: { ...jsonAnswer('They can.', z.object({ status, version, digest })), ...problemAnswers('not-ready') },
}

import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { jsonAnswer, problemAnswers } from './answers.ts'

const tags = ['About the service']

export const documentOperation: ZodOpenApiOperationObject = {
  operationId: 'getOpenApi',
  tags,
  summary: 'This document',
  responses: { ...jsonAnswer('An OpenAPI 3.1 document.', z.record(z.string(), z.unknown())), ...problemAnswers() },
}

export const docsOperation: ZodOpenApiOperationObject = {
  operationId: 'getDocs',
  tags,
  summary: 'This document as pages to read and try out',
  responses: {
    '302': { description: 'The pages are at /docs/.', headers: z.object({ Location: z.string() }) },
    ...problemAnswers(),
  },
}

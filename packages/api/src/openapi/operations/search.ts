import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { actorHeader } from '../schemas/actor.ts'
import { searchPage, searchRequest } from '../schemas/search.ts'
import { accessProblems, jsonAnswer, problemAnswers } from './answers.ts'

export const search: ZodOpenApiOperationObject = {
  operationId: 'searchRecords',
  tags: ['Records'],
  summary: 'The same list, for a query that must not stand in an address',
  description:
    'Takes the filters of GET /records in its body, so that the reference of a child stands in no log of a proxy. For the next page, send the same body with `next` as its `cursor`. That the list was read is recorded first: what was looked for, and what was shown, sealed.',
  requestParams: { header: z.object(actorHeader) },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: searchRequest,
        examples: {
          child: {
            summary: 'What is recorded of one child',
            value: { subjectRef: 'case-17', type: 'evaluated', limit: 20 },
          },
        },
      },
    },
  },
  responses: {
    ...jsonAnswer('A page of records.', searchPage),
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      'malformed-actor',
      'incomplete-body',
      'query-refused',
      'actor-required',
      'records-off',
      'body-too-large',
      'unsupported-media-type',
      'encoded-body',
      'overloaded',
      'records-unavailable',
    ),
  },
}

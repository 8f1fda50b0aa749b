import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { ProblemSlug } from '../../problems.ts'
import * as schemas from '../schemas/catalogue.ts'
import { jsonAnswer, problemAnswers } from './answers.ts'

const reads = (
  operationId: string,
  summary: string,
  schema: z.ZodType,
  rest: Partial<ZodOpenApiOperationObject> = {},
  ...slugs: readonly ProblemSlug[]
): ZodOpenApiOperationObject => ({
  operationId,
  tags: ['What is held'],
  summary,
  responses: { ...jsonAnswer(summary, schema), ...problemAnswers('query-refused', ...slugs) },
  ...rest,
})

const path = (name: string, meaning: string, example: string) =>
  z.object({
    [name]: z
      .string()
      .describe(meaning)
      .meta({ examples: [example] }),
  })

const ruleFilters = z.object({
  authority: z
    .string()
    .optional()
    .describe('Only the rules that hold there, the national ones among them.')
    .meta({ examples: ['luton'] }),
  decision: z
    .string()
    .optional()
    .describe('Only the rules of this decision.')
    .meta({ examples: ['remit'] }),
})

export const decisions = reads('listDecisions', 'Every decision', schemas.decisionsList)
export const decision = reads(
  'getDecision',
  'One decision, and a JSON Schema of the facts that matter to it',
  schemas.decisionPage,
  {
    requestParams: {
      path: path('id', 'As GET /decisions lists it.', 'remit'),
      query: z.object({
        authority: z
          .string()
          .optional()
          .describe('Only the facts that matter there. Left out: to any authority.')
          .meta({ examples: ['luton'] }),
      }),
    },
  },
  'malformed-address',
  'not-found',
)
export const facts = reads(
  'listFacts',
  'The vocabulary: every fact, what it may be and how to ask for it',
  schemas.factsList,
)
export const authorities = reads(
  'listAuthorities',
  'Every authority whose rules are held, the national one first',
  schemas.authoritiesList,
)
export const rules = reads('listRules', 'Every edition of every rule', schemas.rulesList, {
  requestParams: { query: ruleFilters },
})
export const rule = reads(
  'getRule',
  'One rule: its editions, what each changed, its exceptions and the sources that it cites',
  schemas.rulePage,
  { requestParams: { path: path('name', 'As GET /rules lists it.', 'england.remit.child-with-social-worker') } },
  'malformed-address',
  'not-found',
)
export const sources = reads('listSources', 'Every source that a rule cites', schemas.sourcesList)

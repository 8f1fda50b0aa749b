import type { Again } from '@virtual-school/records'
import type { Rules } from '@virtual-school/rules/internal'
import { limits } from '@virtual-school/rules/internal'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { readActorHeader, readCaller } from '../../auth/actor.ts'
import { type DecisionOutcome, evaluateRequest, rulesNotOnOffer } from '../../decide/evaluate-request.ts'
import { recordAll, recordOnce, renderDecisionText } from '../../decide/record-decisions.ts'
import { jsonMediaType, parseJsonBytes, rawBody, requestLimits, requireContentType } from '../../http/body.ts'
import { problem } from '../../http/problem.ts'
import { rejectQuery } from '../../http/query.ts'
import { jsonText, nameOccurrence, type Reply, send } from '../../http/reply.ts'
import { tellIssues } from '../../http/told-issues.ts'
import { answerOnce, describeRequest } from '../../idempotency/answer-once.ts'
import { accessProblems, bodyProblems, headerProblems, jsonAnswer, problemAnswers } from '../../openapi/operation.ts'
import { nameExamples, type Route } from '../../openapi/route.ts'
import { actorHeader, idempotencyKey } from '../../openapi/schemas.ts'
import { recordsUnavailable, replyToRepeat } from '../../recording/replies.ts'
import type { Service } from '../../service.ts'
import { exampleOfRecorded, requestExamples } from '../examples.ts'
import { decidedSchema, decisionRequest, requestNames } from './schemas.ts'

const decideOperation: ZodOpenApiOperationObject = {
  operationId: 'decide',
  tags: ['Deciding'],
  summary: 'Decide one case',
  description:
    'Answers from what is known. If that does not settle the answer, the status is still 200: `status` is `undetermined`, `possibleAnswers` lists what is left and `missing` what to ask next, the most telling first.\n\nThe body is at most 64 KiB of UTF-8, not compressed, with no member twice. `result` is byte for byte what the library gives.\n\nIf records are on, the answer comes once the decision is on disk, with the record’s `id`, its time and a `receipt` that proves it; what cannot be kept is not given out (503).',
  requestParams: { header: z.object({ 'Idempotency-Key': idempotencyKey, ...actorHeader }) },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: decisionRequest,
        examples: nameExamples(Object.entries(requestExamples)),
      },
    },
  },
  responses: {
    ...jsonAnswer('The decision.', decidedSchema),
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      ...headerProblems,
      'incomplete-body',
      'query-refused',
      'rules-not-on-offer',
      'idempotency-key-in-flight',
      'erased',
      ...bodyProblems,
      'request-refused',
      'idempotency-key-reused',
      'evaluators-disagree',
      'overloaded',
      'records-unavailable',
    ),
  },
}

const replyTo = (rules: Rules, sent: unknown, outcome: DecisionOutcome | Again, { log }: Service): Reply => {
  switch (outcome.kind) {
    case 'decided':
      return { ...jsonText(renderDecisionText(outcome)), isRecorded: outcome.kept !== undefined }
    case 'refused':
      return problem('request-refused', { issues: tellIssues(outcome.issues, requestNames(rules), sent) })
    case 'rules-not-on-offer': {
      const issue = rulesNotOnOffer(rules)
      const { version, digest } = rules
      return problem('rules-not-on-offer', { detail: issue.message, issues: [issue], offers: [{ version, digest }] })
    }
    case 'evaluators-disagree':
      return problem('evaluators-disagree')
    case 'records-unavailable':
      return recordsUnavailable()
    default:
      return replyToRepeat(outcome, log)
  }
}

/** POST /decide. */
export const decideRoute: Route = {
  method: 'post',
  path: '/decide',
  scope: 'decide',
  operation: decideOperation,
  examples: rules =>
    nameExamples(
      Object.entries(requestExamples).flatMap(([summary, request]) => {
        const result = rules.evaluate(request)
        return 'issues' in result ? [] : [[summary, exampleOfRecorded(result)] as const]
      }),
    ),
  handlers: service => [
    rejectQuery,
    requireContentType([jsonMediaType]),
    readActorHeader(service),
    rawBody(limits.requestBytes),
    async (request, response) => {
      const read = parseJsonBytes(request.body, requestLimits)
      // Read once: a reload may come while this is decided.
      const { rules } = service
      if (!read.ok)
        return send(response, problem('malformed-body', { issues: tellIssues(read.issues, requestNames(rules)) }))
      const body = read.value
      const by = readCaller(response)
      const answer = async (key?: string) => {
        const evaluated = await evaluateRequest(service, rules, body, { asOf: service.today() }, by.correlation)
        const { recorder } = service
        const outcome =
          key === undefined || recorder === undefined
            ? (await recordAll(service, [evaluated], by))[0]!
            : await recordOnce({ ...service, rules, recorder }, evaluated, { key, body, by })
        return nameOccurrence(replyTo(rules, body, outcome, service), response.locals)
      }
      send(response, await answerOnce(service.idempotency, describeRequest(request, by, body), answer))
    },
  ],
}

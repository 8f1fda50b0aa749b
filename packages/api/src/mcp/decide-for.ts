import type { DecideFunction, DecideOutcome } from '@virtual-school/mcp'
import type { Response } from 'express'
import { readCaller } from '../auth/actor.ts'
import { getCaller } from '../auth/caller.ts'
import { type DecisionOutcome, evaluateRequest, rulesNotOnOffer } from '../decide/evaluate-request.ts'
import { recordAll } from '../decide/record-decisions.ts'
import { type ProblemSlug, problems } from '../http/problems.ts'
import type { Service } from '../service.ts'

/** Decides for the caller of a request, as `POST /decide` does: by the same rules, into the same records, and given out when it is there. */
export const decideFor =
  (service: Service, response: Response): DecideFunction =>
  async body => {
    // The guard has seen to it; a decision must not hang on which messages it was told to look at.
    if (!getCaller(response).scopes.has('decide')) return failed(response, 'not-allowed')
    const by = readCaller(response)
    const defaults = { asOf: service.today(), trace: 'none' } as const
    const evaluated = await evaluateRequest(service, service.rules, body, defaults, by.correlation)
    const [outcome] = await recordAll(service, [evaluated], by)
    return outcome === undefined ? failed(response, 'records-unavailable') : toolOutcome(service, response, outcome)
  }

const toolOutcome = ({ rules }: Service, response: Response, outcome: DecisionOutcome): DecideOutcome => {
  switch (outcome.kind) {
    case 'decided':
      return { kind: 'decided', text: outcome.text, kept: outcome.kept }
    case 'refused':
      note(response, 'request-refused')
      return { kind: 'refused', issues: outcome.issues }
    case 'rules-not-on-offer':
      note(response, outcome.kind)
      return { kind: 'refused', issues: [rulesNotOnOffer(rules)] }
    default:
      return failed(response, outcome.kind)
  }
}

/** The answer of MCP has status 200; the log and the metrics say what became of it. */
const note = ({ locals }: Response, slug: ProblemSlug): void => {
  locals.problem = slug
}

const failed = (response: Response, slug: ProblemSlug): DecideOutcome => {
  note(response, slug)
  const { title, meaning } = problems[slug]
  return { kind: 'failed', reason: `${title}: ${meaning} Nothing was decided.` }
}

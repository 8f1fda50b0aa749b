import { type Decided, type Kept, referenceIssues } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { DecisionRequest, JsonOutcome, Rules } from '@virtual-school/rules/internal'
import { isObject } from '@virtual-school/rules/internal'
import { isContradicted } from '../operations/cross-check.ts'
import { countDecision } from '../operations/metrics.ts'
import type { Service } from '../service.ts'

/** The body of a caller in its parts: the library’s request, and what is for the service alone. */
interface ParsedBody {
  /** Not checked yet: the library does that, and gives all issues. */
  readonly request: DecisionRequest
  /** The version or digest of the rules that the caller insists on. */
  readonly pin: string | undefined
  /** The caller’s reference for the child that it is about. To be used only if there are no issues. */
  readonly subjectRef: string | undefined
  /** Issues with the members for the service. */
  readonly issues: readonly Issue[]
}

/** The values of members that were left out. */
export type Defaults = Pick<DecisionRequest, 'asOf' | 'trace'>

const pinIssues = (pin: unknown): readonly Issue[] =>
  pin === undefined || typeof pin === 'string'
    ? []
    : [
        {
          code: 'wrong-type',
          pointer: '/rules',
          message: '“rules” is a text: the version or the digest of the rules to insist on.',
        },
      ]

/** Splits a body into its parts. `defaults` are for members that it leaves out. */
const parseBody = (body: unknown, defaults: Defaults): ParsedBody => {
  if (!isObject(body)) return { request: body as DecisionRequest, pin: undefined, subjectRef: undefined, issues: [] }
  const { rules: pin, subjectRef, ...request } = body
  return {
    request: { ...defaults, ...request } as unknown as DecisionRequest,
    pin: typeof pin === 'string' ? pin : undefined,
    subjectRef: typeof subjectRef === 'string' ? subjectRef : undefined,
    issues: [...pinIssues(pin), ...referenceIssues(subjectRef, '/subjectRef', 'subjectRef')],
  }
}

/** The outcome of one request. */
export type DecisionOutcome =
  | { readonly kind: 'decided'; readonly text: string; readonly kept?: Kept }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'rules-not-on-offer' }
  | { readonly kind: 'evaluators-disagree' }
  | { readonly kind: 'records-unavailable' }

/** A decision that still has to be recorded, and must not be given out before. */
export interface PendingDecision {
  readonly kind: 'pending'
  readonly text: string
  readonly decided: Omit<Decided, 'by'>
}

type Evaluation = JsonOutcome & { readonly forRecord?: Decided['decided'] }

const evaluate = (rules: Rules, request: DecisionRequest, isToBeRecorded: boolean): Evaluation => {
  if (!isToBeRecorded) return rules.evaluateToJson(request)
  const forRecord = rules.evaluateForRecord(request)
  if ('issues' in forRecord) return { ok: false, text: '', issues: forRecord.issues }
  if (request.trace !== 'none') return { ...rules.evaluateToJson(request), forRecord }
  const { decision, authority, answer } = forRecord.findings
  return { ok: true, text: forRecord.text, decision, authority, answer, forRecord }
}

/**
 * Decides one request: first the rules that it insists on, then what is for the service, then the library. Records nothing: the
 * outcome may be a decision that `recordAll` or `recordOnce` has to record.
 */
export const evaluateRequest = async (
  { crossCheck, metrics, log, recorder }: Service,
  rules: Rules,
  body: unknown,
  defaults: Defaults,
  correlationId?: string,
): Promise<DecisionOutcome | PendingDecision> => {
  const { request, pin, subjectRef, issues: ownIssues } = parseBody(body, defaults)
  if (pin !== undefined && !isOnOffer(rules, pin)) return { kind: 'rules-not-on-offer' }
  const found = evaluate(rules, request, recorder !== undefined)
  const issues = [...(found.ok ? [] : found.issues), ...ownIssues]
  if (!found.ok || issues.length > 0) return { kind: 'refused', issues: issues.sort(byPointer) }
  const { text, forRecord } = found
  if (await isContradicted(crossCheck, rules, request, text)) {
    metrics.disagreed()
    const { decision, authority } = request
    log.error('evaluators-disagree', { correlationId, decision, authority, rules: rules.digest })
    return { kind: 'evaluators-disagree' }
  }
  if (forRecord !== undefined)
    return { kind: 'pending', text, decided: { subjectRef, rules, request, decided: forRecord } }
  countDecision(metrics, found)
  return { kind: 'decided', text }
}

const isOnOffer = ({ version, digest }: Rules, pin: string): boolean => pin === version || pin === digest

const byPointer = (a: Issue, b: Issue): number => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0)

/** The issue if a request insists on other rules than these: a line of a batch, or a part of a problem. */
export const rulesNotOnOffer = ({ version, digest }: Rules): Issue => ({
  code: 'unknown-name',
  pointer: '/rules',
  message: `The rules that were insisted on are not held. On offer: ${version} (${digest}).`,
})

import type { By, Decided, Kept } from '@virtual-school/records'
import type { DecisionRequest, Issue, Rules } from '@virtual-school/rules'
import { isContradicted } from './cross-check.ts'
import { type Defaults, openEnvelope } from './intake/envelope.ts'
import { countDecision, type Metrics } from './operations/metrics.ts'
import { recordText } from './records/again.ts'
import type { Service } from './service.ts'

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'decided'; readonly text: string; readonly kept?: Kept }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'rules-not-on-offer' }
  | { readonly kind: 'evaluators-disagree' }
  | { readonly kind: 'records-unavailable' }

/** A decision that has still to be kept, and must not be given out before. */
export interface Unkept {
  readonly kind: 'unkept'
  readonly text: string
  readonly decided: Omit<Decided, 'by'>
}

/** Every decision begins otherwise, so that text need not be parsed to be told apart. */
const refusalStart = '{"issues":'
const issuesOf = (text: string): readonly Issue[] =>
  text.startsWith(refusalStart) ? (JSON.parse(text) as { issues: readonly Issue[] }).issues : []

interface Evaluated {
  readonly text: string
  readonly issues: readonly Issue[]
  readonly forRecord?: Decided['decided']
}

const evaluated = (rules: Rules, request: DecisionRequest, isToBeKept: boolean): Evaluated => {
  if (!isToBeKept) {
    const text = rules.evaluateToJson(request)
    return { text, issues: issuesOf(text) }
  }
  const forRecord = rules.evaluateForRecord(request)
  if ('issues' in forRecord) return { text: '', issues: forRecord.issues }
  const text = request.trace === 'none' ? forRecord.text : rules.evaluateToJson(request)
  return { text, issues: [], forRecord }
}

/** Decides one request: the rules that it insists on, what it says to the service, then the library. Keeps nothing yet. */
export const consider = async (
  { crossCheck, metrics, log, keeper }: Service,
  rules: Rules,
  body: unknown,
  defaults: Defaults,
  correlationId?: string,
): Promise<Outcome | Unkept> => {
  const { request, pin, subjectRef, issues: ownIssues } = openEnvelope(body, defaults)
  if (pin !== undefined && !isOnOffer(rules, pin)) return { kind: 'rules-not-on-offer' }
  const { text, issues: found, forRecord } = evaluated(rules, request, keeper !== undefined)
  const issues = [...found, ...ownIssues]
  if (issues.length > 0) return { kind: 'refused', issues: issues.sort(byPointer) }
  if (await isContradicted(crossCheck, rules, request, text)) {
    metrics.disagreed()
    const { decision, authority } = request
    log.error('evaluators-disagree', { correlationId, decision, authority, rules: rules.digest })
    return { kind: 'evaluators-disagree' }
  }
  if (forRecord !== undefined)
    return { kind: 'unkept', text, decided: { subjectRef, rules, request, decided: forRecord } }
  countDecision(metrics, text)
  return { kind: 'decided', text }
}

/** Keeps, all at once and in their order, what is to be kept of some requests; only then are they decided. */
export const keepAll = async (
  { keeper, metrics }: Service,
  considered: readonly (Outcome | Unkept)[],
  by: By,
): Promise<readonly Outcome[]> => {
  const unkept = considered.filter(one => one.kind === 'unkept')
  if (unkept.length === 0 || keeper === undefined) return considered.filter(one => one.kind !== 'unkept')
  const begun = performance.now()
  const kept = await keeper.keep(unkept.map(({ decided }) => ({ ...decided, by })))
  if (kept !== undefined) metrics.committed((performance.now() - begun) / 1_000)
  let next = 0
  return considered.map((one): Outcome => {
    if (one.kind !== 'unkept') return one
    const mine = kept?.[next++]
    return mine === undefined ? { kind: 'records-unavailable' } : given(metrics, one, mine)
  })
}

/** A decision that is on disk, and counted. */
export const given = (metrics: Metrics, { text }: Unkept, kept: Kept): Outcome => {
  countDecision(metrics, text)
  return { kind: 'decided', text, kept }
}

/** A decision as it is given out, with what proves that it was kept. */
export const answerText = ({ text, kept }: Outcome & { readonly kind: 'decided' }): string =>
  kept === undefined ? `{"result":${text}}` : recordText({ ...kept, result: text })

const isOnOffer = ({ version, digest }: Rules, pin: string): boolean => pin === version || pin === digest

const byPointer = (a: Issue, b: Issue): number => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0)

/** The issue of a line of a batch that insists on other rules; in an answer of its own it is a problem. */
export const notOnOffer = ({ version, digest }: Rules): Issue => ({
  code: 'unknown-name',
  pointer: '/rules',
  message: `The rules that were insisted on are not held. On offer: ${version} (${digest}).`,
})

import type { Issue, Rules } from '@virtual-school/rules'
import { isContradicted } from './cross-check.ts'
import { type Defaults, openEnvelope } from './intake/envelope.ts'
import { countDecision } from './operations/metrics.ts'
import type { Service } from './service.ts'

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'decided'; readonly text: string }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'rules-not-on-offer' }
  | { readonly kind: 'evaluators-disagree' }

/** Every decision begins otherwise, so that text need not be parsed to be told apart. */
const refusalStart = '{"issues":'
const issuesOf = (text: string): readonly Issue[] =>
  text.startsWith(refusalStart) ? (JSON.parse(text) as { issues: readonly Issue[] }).issues : []

/** Decides one request: the rules that it insists on, what it says to the service, then the library. */
export const decideOne = async (
  { crossCheck, metrics, log }: Service,
  rules: Rules,
  body: unknown,
  defaults: Defaults,
  correlationId?: string,
): Promise<Outcome> => {
  const { request, pin, issues: ownIssues } = openEnvelope(body, defaults)
  if (pin !== undefined && !isOnOffer(rules, pin)) return { kind: 'rules-not-on-offer' }
  const text = rules.evaluateToJson(request)
  const issues = [...issuesOf(text), ...ownIssues]
  if (issues.length > 0) return { kind: 'refused', issues: issues.sort(byPointer) }
  if (await isContradicted(crossCheck, rules, request, text)) {
    metrics.disagreed()
    const { decision, authority } = request
    log.error('evaluators-disagree', { correlationId, decision, authority, rules: rules.digest })
    return { kind: 'evaluators-disagree' }
  }
  countDecision(metrics, text)
  return { kind: 'decided', text }
}

const isOnOffer = ({ version, digest }: Rules, pin: string): boolean => pin === version || pin === digest

const byPointer = (a: Issue, b: Issue): number => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0)

/** The issue of a line of a batch that insists on other rules; in an answer of its own it is a problem. */
export const notOnOffer = ({ version, digest }: Rules): Issue => ({
  code: 'unknown-name',
  pointer: '/rules',
  message: `The rules that were insisted on are not held. On offer: ${version} (${digest}).`,
})

import type { Decision, Rules } from '@virtual-school/rules'
import { decisionReply } from '../catalogue/decisions.ts'
import { ruleReply } from '../catalogue/rules.ts'
import type { Reply } from '../reply.ts'
import { exampleKept, linesOf, named, requestExamples } from './examples.ts'

export type AnswerExamples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>

/** What these rules answer to the requests that stand in the document, by the operation’s id. Those that they refuse are left out. */
export const answerExamples = (rules: Rules): Readonly<Record<string, AnswerExamples>> => ({
  decide: named(
    Object.entries(requestExamples).flatMap(([summary, request]) => {
      const result = rules.evaluate(request)
      return 'issues' in result ? [] : [[summary, { ...keptAs(result), result }] as const]
    }),
  ),
  decideBatch: linesExample(rules),
  getDecision: read('an authority named', decisionReply(rules, asking({ id: 'remit' }, { authority: 'luton' }))),
  getRule: read('a national rule', ruleReply(rules, asking({ name: 'england.remit.child-with-social-worker' }))),
  listAuthorities: named([['those held', { ...held(rules), authorities: rules.authorities }]]),
  isLive: named([['up', { status: 'up' }]]),
  isReady: named([['ready', { status: 'up', ...held(rules) }]]),
})

const held = ({ version, digest }: Rules) => ({ version, digest })
const asking = (params: Readonly<Record<string, string>>, query: Readonly<Record<string, string>> = {}) => ({
  params,
  query,
})
const read = (summary: string, { status, body }: Reply): AnswerExamples =>
  status === 200 ? named([[summary, JSON.parse(body)]]) : {}

const keptAs = ({ decision, authority, rules: { version, digest } }: Decision) =>
  exampleKept(decision, authority, { version, digest })

const linesExample = (rules: Rules): AnswerExamples => {
  const results = Object.values(requestExamples).map(request => rules.evaluate({ ...request, trace: 'none' }))
  if (results.some(result => 'issues' in result)) return {}
  return named([
    ['a line for each request', linesOf(results.map(result => ({ ...keptAs(result as Decision), result })))],
  ])
}

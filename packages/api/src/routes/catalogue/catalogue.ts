import { documentKinds, type VocabularyFact } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { ProblemSlug } from '../../http/problems.ts'
import { type RequestTarget, rejectQuery } from '../../http/query.ts'
import type { Reply } from '../../http/reply.ts'
import { jsonAnswer, problemAnswers } from '../../openapi/operation.ts'
import { type Examples, nameExamples, type Route, readPublic } from '../../openapi/route.ts'
import { decisionReply, decisionsReply } from './decisions.ts'
import { withRulesVersion } from './held.ts'
import { ruleReply, rulesReply } from './rules.ts'
import * as schemas from './schemas.ts'

const reads = (
  operationId: string,
  summary: string,
  description: string,
  schema: z.ZodType,
  rest: Partial<ZodOpenApiOperationObject> = {},
  ...slugs: readonly ProblemSlug[]
): ZodOpenApiOperationObject => ({
  operationId,
  tags: ['What is held'],
  summary,
  description,
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

const operations = {
  decisions: reads(
    'listDecisions',
    'Every decision',
    'The questions that can be asked, with their answers, requirements and lists.',
    schemas.decisionsList,
  ),
  decision: reads(
    'getDecision',
    'One decision, and a JSON Schema of the facts that matter to it',
    'The schema has each fact with the question to ask a person and the words that it may be. Facts that do not matter may be sent all the same.',
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
  ),
  facts: reads(
    'listFacts',
    'The vocabulary: every fact, what it may be and how to ask for it',
    'Facts are about a child, one value each. Which of them matter to a question GET /decisions/{id} says.',
    schemas.factsList,
  ),
  authorities: reads(
    'listAuthorities',
    'Every authority whose rules are held, the national one first',
    'A decision that names none is by the national rules alone.',
    schemas.authoritiesList,
  ),
  rules: reads(
    'listRules',
    'Every edition of every rule',
    'In short: its name, what follows from it and the days on which it is in force. GET /rules/{name} has the rest.',
    schemas.rulesList,
    {
      requestParams: { query: ruleFilters },
    },
  ),
  rule: reads(
    'getRule',
    'One rule: its editions, what each changed, its exceptions and the sources that it cites',
    'With the conditions as the rule files have them, and every definition that they lead to.',
    schemas.rulePage,
    { requestParams: { path: path('name', 'As GET /rules lists it.', 'england.remit.child-with-social-worker') } },
    'malformed-address',
    'not-found',
  ),
  sources: reads(
    'listSources',
    'Every source that a rule cites',
    'Acts, regulations, guidance and councils’ own texts, as they are cited.',
    schemas.sourcesList,
  ),
}

const authored = new Set(Object.keys(documentKinds.facts.shape.facts.def.element.shape))

/** A fact as its author wrote it, without what the library adds for itself. */
const pickAuthored = (fact: VocabularyFact) =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => authored.has(name)))

const factsReply = (rules: Rules): Reply => withRulesVersion(rules, { facts: rules.facts.map(pickAuthored) })

const get = (
  path: string,
  operation: Route['operation'],
  handlers: Route['handlers'],
  examples: Pick<Route, 'examples'> = {},
): Route => ({ method: 'get', path, operation, isPublicData: true, handlers, ...examples })

/** The example that a reply makes. Empty: these rules refuse the request. */
const exampleOf = (summary: string, { status, body }: Reply): Examples =>
  status === 200 ? nameExamples([[summary, JSON.parse(body)]]) : {}

const asking = (params: RequestTarget['params'], query: RequestTarget['query'] = {}): RequestTarget => ({
  params,
  query,
})

const authoritiesReply = (rules: Rules): Reply => withRulesVersion(rules, { authorities: rules.authorities })

/** A route without filters. It refuses a query, since a filter that was ignored would seem to have found everything. */
const withoutQuery =
  (reply: Parameters<typeof readPublic>[0]): Route['handlers'] =>
  service => [rejectQuery, ...readPublic(reply)(service)]

/** The questions, the facts, the rules and their sources, for reading. */
export const catalogueRoutes: readonly Route[] = [
  get(
    '/decisions',
    operations.decisions,
    withoutQuery(({ rules }) => decisionsReply(rules)),
  ),
  get(
    '/decisions/{id}',
    operations.decision,
    readPublic(({ rules }, asked) => decisionReply(rules, asked)),
    {
      examples: rules =>
        exampleOf('an authority named', decisionReply(rules, asking({ id: 'remit' }, { authority: 'luton' }))),
    },
  ),
  get(
    '/facts',
    operations.facts,
    withoutQuery(({ rules }) => factsReply(rules)),
  ),
  get(
    '/authorities',
    operations.authorities,
    withoutQuery(({ rules }) => authoritiesReply(rules)),
    { examples: rules => exampleOf('those held', authoritiesReply(rules)) },
  ),
  get(
    '/rules',
    operations.rules,
    readPublic(({ rules }, asked) => rulesReply(rules, asked)),
  ),
  get(
    '/rules/{name}',
    operations.rule,
    withoutQuery(({ rules }, asked) => ruleReply(rules, asked)),
    {
      examples: rules =>
        exampleOf('a national rule', ruleReply(rules, asking({ name: 'england.remit.child-with-social-worker' }))),
    },
  ),
  get(
    '/sources',
    operations.sources,
    withoutQuery(({ rules }) => withRulesVersion(rules, { sources: rules.sources })),
  ),
]

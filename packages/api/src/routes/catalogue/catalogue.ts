import { documentKinds, type Rules, type VocabularyFact } from '@virtual-school/rules'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { ProblemSlug } from '../../http/problems.ts'
import { type Asked, takesNoQuery } from '../../http/query.ts'
import type { Reply } from '../../http/reply.ts'
import { jsonAnswer, problemAnswers } from '../../openapi/operation.ts'
import { type Examples, nameExamples, type Route, reading } from '../../openapi/route.ts'
import { decisionReply, decisionsReply } from './decisions.ts'
import { held } from './held.ts'
import { ruleReply, rulesReply } from './rules.ts'
import * as schemas from './schemas.ts'

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

const operations = {
  decisions: reads('listDecisions', 'Every decision', schemas.decisionsList),
  decision: reads(
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
  ),
  facts: reads('listFacts', 'The vocabulary: every fact, what it may be and how to ask for it', schemas.factsList),
  authorities: reads(
    'listAuthorities',
    'Every authority whose rules are held, the national one first',
    schemas.authoritiesList,
  ),
  rules: reads('listRules', 'Every edition of every rule', schemas.rulesList, {
    requestParams: { query: ruleFilters },
  }),
  rule: reads(
    'getRule',
    'One rule: its editions, what each changed, its exceptions and the sources that it cites',
    schemas.rulePage,
    { requestParams: { path: path('name', 'As GET /rules lists it.', 'england.remit.child-with-social-worker') } },
    'malformed-address',
    'not-found',
  ),
  sources: reads('listSources', 'Every source that a rule cites', schemas.sourcesList),
}

const authored = new Set(Object.keys(documentKinds.facts.shape.facts.def.element.shape))

/** A fact as its author wrote it: what the library notes beside it for its own use stays there. */
const asAuthored = (fact: VocabularyFact) =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => authored.has(name)))

const factsReply = (rules: Rules): Reply => held(rules, { facts: rules.facts.map(asAuthored) })

const get = (
  path: string,
  operation: Route['operation'],
  handlers: Route['handlers'],
  examples: Pick<Route, 'examples'> = {},
): Route => ({ method: 'get', path, operation, handlers, ...examples })

/** An example that a reply gives, unless these rules refuse it. */
const exampleOf = (summary: string, { status, body }: Reply): Examples =>
  status === 200 ? nameExamples([[summary, JSON.parse(body)]]) : {}

const asking = (params: Asked['params'], query: Asked['query'] = {}): Asked => ({ params, query })

const authoritiesReply = (rules: Rules): Reply => held(rules, { authorities: rules.authorities })

/** A route whose answer is always whole: a filter that was passed over would seem to have found everything. */
const whole =
  (reply: Parameters<typeof reading>[0]): Route['handlers'] =>
  service => [takesNoQuery, ...reading(reply)(service)]

/** What is held, for reading. */
export const catalogueRoutes: readonly Route[] = [
  get(
    '/decisions',
    operations.decisions,
    whole(({ rules }) => decisionsReply(rules)),
  ),
  get(
    '/decisions/{id}',
    operations.decision,
    reading(({ rules }, asked) => decisionReply(rules, asked)),
    {
      examples: rules =>
        exampleOf('an authority named', decisionReply(rules, asking({ id: 'remit' }, { authority: 'luton' }))),
    },
  ),
  get(
    '/facts',
    operations.facts,
    whole(({ rules }) => factsReply(rules)),
  ),
  get(
    '/authorities',
    operations.authorities,
    whole(({ rules }) => authoritiesReply(rules)),
    { examples: rules => exampleOf('those held', authoritiesReply(rules)) },
  ),
  get(
    '/rules',
    operations.rules,
    reading(({ rules }, asked) => rulesReply(rules, asked)),
  ),
  get(
    '/rules/{name}',
    operations.rule,
    whole(({ rules }, asked) => ruleReply(rules, asked)),
    {
      examples: rules =>
        exampleOf('a national rule', ruleReply(rules, asking({ name: 'england.remit.child-with-social-worker' }))),
    },
  ),
  get(
    '/sources',
    operations.sources,
    whole(({ rules }) => held(rules, { sources: rules.sources })),
  ),
]

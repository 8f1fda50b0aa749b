import { decisionReply, decisionsReply } from '../catalogue/decisions.ts'
import { factsReply } from '../catalogue/facts.ts'
import { held } from '../catalogue/held.ts'
import { ruleReply, rulesReply } from '../catalogue/rules.ts'
import * as operations from '../openapi/operations/catalogue.ts'
import { type Route, reading } from './route.ts'

const get = (path: string, operation: Route['operation'], handlers: Route['handlers']): Route => ({
  method: 'get',
  path,
  operation,
  handlers,
})

/** What is held, for reading. */
export const catalogueRoutes: readonly Route[] = [
  get(
    '/decisions',
    operations.decisions,
    reading(({ rules }) => decisionsReply(rules)),
  ),
  get(
    '/decisions/{id}',
    operations.decision,
    reading(({ rules }, asked) => decisionReply(rules, asked)),
  ),
  get(
    '/facts',
    operations.facts,
    reading(({ rules }) => factsReply(rules)),
  ),
  get(
    '/authorities',
    operations.authorities,
    reading(({ rules }) => held(rules, { authorities: rules.authorities })),
  ),
  get(
    '/rules',
    operations.rules,
    reading(({ rules }, asked) => rulesReply(rules, asked)),
  ),
  get(
    '/rules/{name}',
    operations.rule,
    reading(({ rules }, asked) => ruleReply(rules, asked)),
  ),
  get(
    '/sources',
    operations.sources,
    reading(({ rules }) => held(rules, { sources: rules.sources })),
  ),
]

import { decisionReply, decisionsReply } from '../catalogue/decisions.ts'
import { factsReply } from '../catalogue/facts.ts'
import { held } from '../catalogue/held.ts'
import { ruleReply, rulesReply } from '../catalogue/rules.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import * as operations from '../openapi/operations/catalogue.ts'
import { type Route, reading } from './route.ts'

const get = (path: string, operation: Route['operation'], handlers: Route['handlers']): Route => ({
  method: 'get',
  path,
  operation,
  handlers,
})

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
  ),
  get(
    '/facts',
    operations.facts,
    whole(({ rules }) => factsReply(rules)),
  ),
  get(
    '/authorities',
    operations.authorities,
    whole(({ rules }) => held(rules, { authorities: rules.authorities })),
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
  ),
  get(
    '/sources',
    operations.sources,
    whole(({ rules }) => held(rules, { sources: rules.sources })),
  ),
]

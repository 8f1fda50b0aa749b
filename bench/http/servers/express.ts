import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import { programOf } from '../../../packages/rules/src/evaluate/program/question.ts'
import { loadRules } from '../../../packages/rules/src/index.ts'
import type { DecisionRequest } from '../../../packages/rules/src/internal.ts'
import { truthsFromJsonRulesEngine } from '../../../packages/rules/src/json-rules-engine/truths.ts'
import { parseFacts } from '../../contenders.ts'
import { frozenRules } from '../../frozen-rules.ts'
import { announce, constantBytes } from './announce.ts'

/** Express with nothing that the service has switched off either: no header that names it, no digest of the answer. */
const bareExpress = (): Express => express().disable('x-powered-by').disable('etag')

const listen = async (app: Express): Promise<void> => {
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

/** Parses the body and answers a constant: the least that a handler can do. A path for each length. */
export const serveConstants = async (): Promise<void> => {
  const app = bareExpress()
  for (const [name, bytes] of Object.entries(constantBytes())) {
    const constant = JSON.stringify({ result: 'x'.repeat(bytes - '{"result":""}'.length) })
    app.post(`/${name}`, express.json(), (_request, response) => void response.type('json').send(constant))
  }
  await listen(app)
}

/**
 * The same rules in json-rules-engine, each decision one run of it. It answers the names of the rules that hold, and
 * nothing of what the service adds, which is to its advantage.
 */
export const serveJsonRulesEngine = async (): Promise<void> => {
  const rules = await loadRules(frozenRules)
  const app = bareExpress()
  app.post('/decide', express.json(), async (request, response) => {
    const parsed = parseFacts(rules, request.body as DecisionRequest)
    const program = programOf(rules.rulebook, parsed)
    const truths = await truthsFromJsonRulesEngine(program, parsed.values)
    response.json({ hold: program.rules.flatMap(one => (truths[one.conditions] === 2 ? [one.rule.name] : [])) })
  })
  await listen(app)
}

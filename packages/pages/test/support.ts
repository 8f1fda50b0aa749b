import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, createLog, type ServiceParts } from '@virtual-school/api'
import { type PagesParts, pageHandlers } from '@virtual-school/api/pages'
import { loadRules } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import { endAfterFile } from '../../../test/support/after-file.ts'
import { realDirectory } from '../../../test/support/real-rules.ts'
import type { AskState } from '../src/ask/state.ts'
import { createSealer } from '../src/seal/seal.ts'

/** What the pages of tests are sealed with, so that a test can look into a form. */
export const secret = Buffer.alloc(32, 7)

/** The rules under test. */
export const rules: Rules = await loadRules(realDirectory)

/** The day on which everything happens. */
export const today = '2026-12-01'

/** A service with pages on a port of its own, with its log, and every decision that a page was made of. */
export const servingPages = async (parts: Partial<ServiceParts> = {}, pages: Partial<PagesParts> = {}) => {
  const log: string[] = []
  const decided: Decision[] = []
  const watched: Rules = {
    ...rules,
    evaluate: request => {
      const found = rules.evaluate(request)
      if (!('issues' in found) && request.trace === 'full') decided.push(found)
      return found
    },
  }
  const now = () => new Date(`${today}T12:00:00Z`)
  const app = createApp({
    rules: watched,
    now,
    log: createLog('debug', line => log.push(line), now),
    pages: pageHandlers({ secret, ...pages }),
    ...parts,
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  endAfterFile(async () => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, log, decided, ...talking(url) }
}

/** What others than the reader of a page can see of it: addresses, headers of requests and answers, with their cookies. */
export type Outside = string[]

/** A page as it came. */
export interface Got {
  readonly status: number
  readonly html: string
  readonly headers: Headers
}

/** Gets pages and sends forms. */
export type Talk = ReturnType<typeof talking>

/** Gets pages and sends forms, as a browser without JavaScript does. */
export const talking = (url: string) => {
  const outside: Outside = []
  const ask = async (path: string, init: RequestInit): Promise<Got> => {
    const headers = { accept: 'text/html', ...(init.headers as Record<string, string>) }
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers })
    outside.push(path, response.url, JSON.stringify([headers, [...response.headers]]))
    return { status: response.status, html: await response.text(), headers: response.headers }
  }
  return {
    outside,
    /** The text of the decision that `POST /decide` gives. */
    decide: async (request: object) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${url}/decide`, { method: 'POST', headers, body: JSON.stringify(request) })
      return (await response.text()).replace(/^\{"result":([\s\S]*)\}$/, '$1')
    },
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    post: (path: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What a person reads of a page. */
export const textOf = (html: string): string =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#39|\w+);/g, (all, name: string) => entities[name] ?? all)
    .replace(/\s+/g, ' ')

/** The first value of a hidden field of that name. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

const sealer = createSealer(secret, () => new Date(`${today}T12:00:00Z`).getTime())

/** The answers that a page carries, opened. */
export const stateOf = (html: string): AskState => {
  const opened = sealer.unseal('answers', hidden(html, 'answers'), 1)
  if (opened.kind !== 'open') throw new Error(`The answers of the page are ${opened.kind}.`)
  return opened.value as AskState
}

/** Answers as a page would carry them. */
export const sealed = (state: AskState): string => sealer.seal('answers', state)

/** Each pair of a question and a council. */
export const pairs = rules.decisions.flatMap(({ id }) => rules.authorities.map(one => [id, one.id] as const))

/** So many of them, spread over all. */
export const somePairs = (count: number): typeof pairs =>
  pairs.filter((_, i) => i % Math.ceil(pairs.length / count) === 0)

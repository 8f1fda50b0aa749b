import { createHash } from 'node:crypto'
import type { Rules } from '@virtual-school/rules/internal'
import express, { type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { readPageFile } from '#docs-page'
import { type PageFileName, pageTypes } from '../docs-page/page-file.ts'
import { settingHead } from '../http/headers.ts'
import { problem } from '../http/problem.ts'
import { type ProblemSlug, problems } from '../http/problems.ts'
import type { RequestTarget } from '../http/query.ts'
import { jsonText, type Reply, send } from '../http/reply.ts'
import { withHeaders } from '../openapi/headers.ts'
import { jsonAnswer, problemAnswers } from '../openapi/operation.ts'
import { type Route, readOnly, readPublic } from '../openapi/route.ts'

const tags = ['About the service']

const documentOperation: ZodOpenApiOperationObject = {
  operationId: 'getOpenApi',
  tags,
  summary: 'This document',
  description:
    'An OpenAPI 3.1 document of every route, typed by the rules that are held: each question with its facts, their words and its answers. It changes with the rules.',
  responses: { ...jsonAnswer('An OpenAPI 3.1 document.', z.record(z.string(), z.unknown())), ...problemAnswers() },
}

const docsOperation: ZodOpenApiOperationObject = {
  operationId: 'getDocs',
  tags,
  summary: 'This document as pages to read and try out',
  description: 'Leads to /docs/, which loads nothing from other hosts.',
  responses: {
    '302': { description: 'The pages are at /docs/.', headers: withHeaders('Location') },
    ...problemAnswers(),
  },
}

/** GET /openapi.json. `text` gives the document as JSON, of a service that asks for keys or of an open one. */
export const documentRoute = (text: (rules: Rules, isOpen: boolean) => string): Route => ({
  method: 'get',
  path: '/openapi.json',
  operation: documentOperation,
  isPublicData: true,
  handlers: readPublic(({ rules, access }) => jsonText(text(rules, access.isOpen()))),
})

const slug = z
  .enum(Object.keys(problems) as [ProblemSlug])
  .describe('The last part of a problem’s “type”.')
  .meta({ examples: ['request-refused'] })

const problemOperation: ZodOpenApiOperationObject = {
  operationId: 'getProblem',
  tags,
  summary: 'What a problem means, and what to do about it',
  description: 'The page that the `type` of a problem is the address of, for people.',
  requestParams: { path: z.object({ slug }) },
  responses: {
    '200': { description: 'A page of plain text.', content: { 'text/plain': { schema: z.string() } } },
    ...problemAnswers('malformed-address', 'not-found'),
  },
}

const isSlug = (name: string): name is ProblemSlug => Object.hasOwn(problems, name)

/** A page of plain text: what a problem means and what to do about it. */
const problemPage = (slug: ProblemSlug): Reply => {
  const { status, title, meaning, remedy } = problems[slug]
  return {
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: `${title}\n\nStatus: ${status}\n\n${meaning}\n\nWhat to do: ${remedy}\n`,
  }
}

const problemReply = ({ params }: RequestTarget): Reply => {
  const slug = String(params.slug)
  return isSlug(slug)
    ? problemPage(slug)
    : problem('not-found', { detail: `There is no such problem. There are: ${Object.keys(problems).join(', ')}.` })
}

/** GET /problems/{slug}. */
export const problemRoute: Route = {
  method: 'get',
  path: '/problems/{slug}',
  operation: problemOperation,
  handlers: readOnly((_, asked) => problemReply(asked)),
}

/**
 * The headers of the pages of /docs, which run their own scripts and no others. Swagger UI needs inline styles. The proxy in
 * front decides about TLS, so there is neither an upgrade nor HSTS.
 */
const pageHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
})

interface HeldFile {
  readonly bytes: Buffer
  readonly etag: string
}

/** The files of the pages, each read when it is first requested. */
const held = new Map<PageFileName, HeldFile>()
const readFile = (name: PageFileName): HeldFile => {
  const found = held.get(name)
  if (found !== undefined) return found
  const bytes = readPageFile(name)
  const made = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` }
  held.set(name, made)
  return made
}

/** Sends a file, or 304 if the browser has it already. */
const sendFile = (request: Request, response: Response, name: PageFileName): void => {
  const { bytes, etag } = readFile(name)
  // A browser may store it, and asks each time whether it is still the same.
  response.set({ 'Cache-Control': 'no-cache', ETag: etag })
  if (request.fresh) response.status(304).end()
  else response.type(pageTypes[name]).send(bytes)
}

const isPageFile = (name: string): name is PageFileName => Object.hasOwn(pageTypes, name)

const page: RequestHandler = (_request, response) => {
  response.type(pageTypes['index.html']).send(readFile('index.html').bytes)
}

const asset: RequestHandler = (request, response, next) => {
  const name = request.path.slice(1)
  if (isPageFile(name) && name !== 'index.html') sendFile(request, response, name)
  else next('router')
}

/** The pages below /docs/: Swagger UI, as the build wrote it. */
export const docsPages = (): RequestHandler => {
  const pages = express.Router({ strict: true }).use(settingHead)
  pages.get('/', pageHeaders, page)
  pages.get('/*asset', pageHeaders, asset)
  return pages
}

/** GET /docs, which leads to the pages. */
export const docsRoute: Route = {
  method: 'get',
  path: '/docs',
  operation: docsOperation,
  handlers: () => [
    (_request, response) =>
      send(response, { status: 302, type: 'text/plain; charset=utf-8', body: '', headers: { Location: 'docs/' } }),
  ],
}

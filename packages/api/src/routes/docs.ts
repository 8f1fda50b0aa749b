import { createHash } from 'node:crypto'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { readPageFile } from '#docs-page'
import { type PageFileName, pageTypes } from '../docs-page/page-file.ts'
import { pageHeaders, settingHead } from '../headers.ts'
import { docsOperation } from '../openapi/operations/document.ts'
import { send } from '../reply.ts'
import type { Route } from './route.ts'

interface HeldFile {
  readonly bytes: Buffer
  readonly etag: string
}

/** Read when somebody first asks for it. */
const held = new Map<PageFileName, HeldFile>()
const fileOf = (name: PageFileName): HeldFile => {
  const found = held.get(name)
  if (found !== undefined) return found
  const bytes = readPageFile(name)
  const made = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` }
  held.set(name, made)
  return made
}

/** Sends it, or that the browser has it already. */
const sendFile = (request: Request, response: Response, name: PageFileName): void => {
  const { bytes, etag } = fileOf(name)
  // A browser may keep it, and asks each time whether it is still the same.
  response.set({ 'Cache-Control': 'no-cache', ETag: etag })
  if (request.fresh) response.status(304).end()
  else response.type(pageTypes[name]).send(bytes)
}

const isPageFile = (name: string): name is PageFileName => Object.hasOwn(pageTypes, name)

const page: RequestHandler = (_request, response) => {
  response.type(pageTypes['index.html']).send(fileOf('index.html').bytes)
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

export const docsRoute: Route = {
  method: 'get',
  path: '/docs',
  operation: docsOperation,
  handlers: () => [
    (_request, response) =>
      send(response, { status: 302, type: 'text/plain; charset=utf-8', body: '', headers: { Location: 'docs/' } }),
  ],
}

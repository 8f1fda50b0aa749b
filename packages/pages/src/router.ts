import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { aboutRoutes } from './about/about.ts'
import { readCookies } from './access/cookies.ts'
import { admit } from './access/guard.ts'
import { signInRoutes } from './access/routes.ts'
import { askRoutes } from './ask/routes.ts'
import { assetRoutes } from './assets/routes.ts'
import { questionRoutes } from './drawing/routes.ts'
import { formBytes, queryForm, readForm } from './html/forms.ts'
import { problemPage } from './html/problem.ts'
import type { PageRoute, Tools, Visit } from './html/route.ts'
import type { PageReply, PagesService } from './parts.ts'
import { recordPages } from './records/routes.ts'
import { rulesRoutes } from './rules/routes.ts'
import { createSealer } from './seal/seal.ts'
import { searchRoutes } from './search/routes.ts'
import { sourcesRoutes } from './sources/routes.ts'

/** Every page. The router and the tests of all states are built from this table. */
export const pageRoutes: readonly PageRoute[] = [
  ...assetRoutes,
  ...aboutRoutes,
  ...askRoutes,
  ...signInRoutes,
  ...recordPages,
  ...rulesRoutes,
  ...sourcesRoutes,
  ...questionRoutes,
  ...searchRoutes,
]

const formType = 'application/x-www-form-urlencoded'

/** The pages as a handler of Express, which lets through what is not for them. */
export const createPages = (service: PagesService): RequestHandler => {
  const tools: Tools = { service, sealer: createSealer(service.secret, () => service.now().getTime()) }
  const router = Router({ strict: true, caseSensitive: true })
  for (const route of pageRoutes) {
    if (route.method === 'get') router.get(route.path, answerBy(tools, route))
    else
      router.post(
        route.path,
        express.raw({ type: formType, limit: formBytes, inflate: false }),
        answerBy(tools, route),
        refuseForm(tools),
      )
  }
  return router
}

/** A page that no route answers, for a browser. */
export const pageNotFound =
  (service: PagesService): RequestHandler =>
  (request, response, next) =>
    request.method === 'GET' && wantsPage(request)
      ? void service.send(request, response, problemPage(service, 'not-found'))
      : next()

/** Programs that say nothing, or take anything, are not for a page. */
const wantsPage = (request: Request): boolean => request.accepts(['json', 'html']) === 'html'

const answerBy =
  (tools: Tools, route: PageRoute): RequestHandler =>
  async (request, response, next) => {
    const { service } = tools
    if (route.isShared === true && !wantsPage(request)) return next()
    try {
      const reply = await replyTo(tools, route, request, response)
      await service.send(request, response, route.isShared === true ? varying(reply) : reply)
    } catch (thrown) {
      service.onFault(thrown, request, response)
      await service.send(request, response, problemPage(service, 'fault'))
    }
  }

/** Programs get something else at the address of this page, and a cache has to know. */
const varying = (reply: PageReply): PageReply => {
  const others = reply.headers?.Vary
  return { ...reply, headers: { ...reply.headers, Vary: others === undefined ? 'Accept' : `${others}, Accept` } }
}

const replyTo = async (tools: Tools, route: PageRoute, request: Request, response: Response) => {
  const { service } = tools
  if (route.method === 'post' && service.isFromAnotherSite(request)) return problemPage(service, 'other-site')
  if (route.method === 'post' && !Buffer.isBuffer(request.body) && hasBody(request))
    return problemPage(service, 'not-a-form')
  const visit: Visit = {
    params: request.params as Visit['params'],
    path: request.path,
    search: request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '',
    form: readForm(Buffer.isBuffer(request.body) ? request.body : undefined),
    query: queryForm(request.url),
    visitor: undefined,
    correlation: (response.locals as { readonly correlationId?: string }).correlationId,
    address: request.socket.remoteAddress,
    cookies: readCookies(request.headers.cookie),
  }
  const admitted = await admit(tools, route, visit)
  return 'reply' in admitted ? admitted.reply : route.answer(tools, { ...visit, visitor: admitted.visitor })
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** A form that could not be read: it is too long, compressed, or its sender hung up. */
const refuseForm =
  ({ service }: Tools) =>
  (thrown: unknown, request: Request, response: Response, _next: unknown): void => {
    const { type } = thrown as { readonly type?: unknown }
    void service.send(
      request,
      response,
      problemPage(service, type === 'entity.too.large' ? 'form-too-large' : 'not-a-form'),
    )
  }

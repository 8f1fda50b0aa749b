import { randomBytes } from 'node:crypto'
import {
  createPages,
  holdHere,
  type KeepOutcome,
  type PageReply,
  type PagesService,
  pageNotFound,
  usualTheme,
  type Visitor,
} from '@virtual-school/pages'
import { type Checked, checkRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Request, Response } from 'express'
import { isFormFromAnotherSite } from '../auth/request-origin.ts'
import { evaluateRequest } from '../decide/evaluate-request.ts'
import { recordAll, recordOnce } from '../decide/record-decisions.ts'
import { getCorrelation } from '../http/correlation.ts'
import { noteHeader, replaceHeader } from '../http/headers.ts'
import { sendPublic } from '../http/public-data.ts'
import { sendBytes } from '../http/reply.ts'
import { utf8 } from '../http/utf8.ts'
import { withoutMessage } from '../log.ts'
import { createWholeRules } from '../operations/whole-rules.ts'
import type { PageHandlers, Service } from '../service.ts'
import { pagesAccess, readerOf } from './access.ts'

/** What the pages have of their own, beside what the service has. */
export interface PagesParts
  extends Pick<PagesService, 'theme' | 'logo' | 'secret' | 'isPublic' | 'oidc' | 'whyNot' | 'holdInterview'> {
  /** How many forms a minute an address may send without signing in. */
  readonly publicLimit: number
  /** Reads the rules with their scenarios and registers. */
  readonly readWhole: () => Promise<Checked<Rules>>
}

const usualPublicLimit = 60

/**
 * Creates the pages for people, by the service’s own calls, scopes and records, for the part `pages` of `createApp`. What is left out:
 * plain pages, sealed with a secret of this process, for those who may ask the service.
 */
export const pageHandlers =
  (parts: Partial<PagesParts> = {}) =>
  (service: Service): PageHandlers => {
    const usual = {
      theme: usualTheme,
      logo: undefined,
      secret: randomBytes(32),
      isPublic: false,
      oidc: undefined,
      publicLimit: usualPublicLimit,
      whyNot: undefined,
      holdInterview: holdHere,
      readWhole: () => checkRules(undefined, { whole: true }),
    }
    const seen = pagesService(service, { ...usual, ...parts })
    return { pages: createPages(seen), notFound: pageNotFound(seen) }
  }

/** The service as its pages see it. */
const pagesService = (service: Service, { readWhole, publicLimit, ...parts }: PagesParts): PagesService => ({
  get rules() {
    return service.rules
  },
  wholeRules: createWholeRules(() => service.rules, readWhole, service.now),
  today: service.today,
  now: service.now,
  base: basePath(service.publicUrl),
  publicUrl: service.publicUrl,
  ...parts,
  access: pagesAccess(service, publicLimit),
  keep: (request, visitor, correlation) => keep(service, request, visitor, correlation),
  records: service.recorder?.records,
  onStorageFailure: thrown => service.recorder?.noteFailure(thrown),
  onFault: (thrown, request, response) => {
    response.locals.problem = 'internal-error'
    service.log.error('internal-error', {
      ...getCorrelation(request.headers, response.locals),
      ...withoutMessage(thrown),
    })
  },
  send: sendPage,
  isFromAnotherSite: isFormFromAnotherSite,
})

/** The path that a proxy puts before every address. */
const basePath = (publicUrl: string): string =>
  publicUrl === '' ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '')

const keep = async (
  service: Service,
  { key, ...request }: Parameters<PagesService['keep']>[0],
  visitor: Visitor,
  correlation: string | undefined,
): Promise<KeepOutcome> => {
  const { rules, recorder } = service
  const by = readerOf(visitor, correlation)
  const evaluated = await evaluateRequest(service, rules, request, { asOf: request.asOf, trace: 'none' }, correlation)
  const outcome =
    key === undefined || recorder === undefined
      ? (await recordAll({ ...service, rules }, [evaluated], by))[0]
      : await recordOnce({ ...service, rules, recorder }, evaluated, { key, body: { ...request, trace: 'none' }, by })
  switch (outcome?.kind) {
    case 'refused':
      return { kind: 'refused', issues: outcome.issues }
    case 'other':
    case 'erased':
      return { kind: 'kept-before' }
    case 'same':
      return { ...kept(outcome), decision: JSON.parse(outcome.result ?? 'null') }
    case 'decided':
      return outcome.kept === undefined
        ? { kind: 'failed', reason: 'records-unavailable' }
        : { ...kept(outcome.kept), decision: JSON.parse(outcome.text) }
    default:
      return { kind: 'failed', reason: outcome?.kind ?? 'records-unavailable' }
  }
}

const kept = ({ id, recordedAt }: { readonly id: string; readonly recordedAt: string }) =>
  ({ kind: 'kept', id, recordedAt }) as const

const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? utf8(body) : body)

const cacheControl: Record<Exclude<PageReply['cache'], 'public'>, string> = {
  sealed: 'private, max-age=0',
  none: 'no-store',
}

/** Pages that are the same for everybody are compressed and can be kept; of one about a child even the length would tell something. */
const sendPage = (request: Request, response: Response, reply: PageReply): void | Promise<void> => {
  const { cache, body, cookies = [], headers: { 'Content-Security-Policy': policy, ...headers } = {} } = reply
  if (policy !== undefined) replaceHeader(response, 'Content-Security-Policy', policy)
  for (const cookie of cookies) noteHeader(response, 'Set-Cookie', cookie)
  if (cache === 'public' && typeof body === 'string') return sendPublic(request, response, { ...reply, body, headers })
  // Bytes that are the same for everybody are a logo.
  replaceHeader(response, 'Cache-Control', cache === 'public' ? 'public, max-age=3600' : cacheControl[cache])
  for (const [name, value] of Object.entries(headers)) noteHeader(response, name, value)
  sendBytes(response, { status: reply.status, type: reply.type }, bytesOf(body))
}

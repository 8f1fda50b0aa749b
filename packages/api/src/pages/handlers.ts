import { randomBytes } from 'node:crypto'
import {
  createPages,
  holdHere,
  type Identified,
  type KeepOutcome,
  type PageReply,
  type PagesService,
  pageNotFound,
  type SignInFailure,
  usualTheme,
  type Visitor,
} from '@virtual-school/pages'
import { type Checked, checkRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Request, Response } from 'express'
import type { AuthFailure, Caller } from '../auth/caller.ts'
import { localCaller } from '../auth/caller.ts'
import { isFormFromAnotherSite, networkPrefix } from '../auth/request-origin.ts'
import { evaluateRequest } from '../decide/evaluate-request.ts'
import { recordAll } from '../decide/record-decisions.ts'
import { getCorrelation } from '../http/correlation.ts'
import { noteHeader, replaceHeader } from '../http/headers.ts'
import { sendPublic } from '../http/public-data.ts'
import { send } from '../http/reply.ts'
import { withoutMessage } from '../log.ts'
import { createWholeRules } from '../operations/whole-rules.ts'
import type { PageHandlers, Service } from '../service.ts'

/** What the pages have of their own, beside what the service has. */
export interface PagesParts
  extends Pick<PagesService, 'theme' | 'logo' | 'secret' | 'isPublic' | 'whyNot' | 'holdInterview'> {
  /** Reads the rules with their scenarios and registers. */
  readonly readWhole: () => Promise<Checked<Rules>>
}

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
      whyNot: undefined,
      holdInterview: holdHere,
      readWhole: () => checkRules(undefined, { whole: true }),
    }
    const seen = pagesService(service, { ...usual, ...parts })
    return { pages: createPages(seen), notFound: pageNotFound(seen) }
  }

/** The service as its pages see it. */
const pagesService = (service: Service, { readWhole, ...parts }: PagesParts): PagesService => ({
  get rules() {
    return service.rules
  },
  wholeRules: createWholeRules(() => service.rules, readWhole, service.now),
  today: service.today,
  now: service.now,
  base: basePath(service.publicUrl),
  ...parts,
  access: {
    isOpen: service.access.isOpen,
    local: visitorOf(localCaller),
    identify: (secret, address) => identify(service, secret, address),
    count: ({ client }) => service.access.calls?.take(client).isWithin ?? true,
  },
  keep: (request, visitor, correlation) => keep(service, request, visitor, correlation),
  records: service.recorder?.records,
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

const visitorOf = ({ id, realm, scopes }: Caller): Visitor => ({
  client: id,
  realm,
  scopes,
  person: undefined,
  isLocal: id === localCaller.id,
})

const failures: Record<AuthFailure, SignInFailure> = {
  'none-sent': 'not-valid',
  'not-valid': 'not-valid',
  expired: 'expired',
  revoked: 'revoked',
  'keys-unreachable': 'unreachable',
}

const identify = async ({ access }: Service, secret: string, address: string | undefined): Promise<Identified> => {
  const identity = await access.identify(`Bearer ${secret}`)
  if (identity.caller !== undefined) return { visitor: visitorOf(identity.caller) }
  const isWithin = access.failures?.take(networkPrefix(address)).isWithin ?? true
  return { failure: isWithin ? failures[identity.failure] : 'too-many' }
}

const keep = async (
  service: Service,
  request: Parameters<PagesService['keep']>[0],
  { client, realm, scopes, person }: Visitor,
  correlation: string | undefined,
): Promise<KeepOutcome> => {
  const { rules } = service
  const by = {
    client,
    realm,
    everyRealm: scopes.has('records:read:all'),
    ...(person !== undefined && { actor: person }),
    ...(correlation !== undefined && { correlation }),
  }
  const evaluated = await evaluateRequest(service, rules, request, { asOf: request.asOf, trace: 'none' }, correlation)
  const [outcome] = await recordAll({ ...service, rules }, [evaluated], by)
  if (outcome?.kind === 'refused') return { kind: 'refused', issues: outcome.issues }
  if (outcome?.kind !== 'decided' || outcome.kept === undefined)
    return { kind: 'failed', reason: outcome?.kind ?? 'records-unavailable' }
  const { id, recordedAt } = outcome.kept
  return { kind: 'kept', id, recordedAt, decision: JSON.parse(outcome.text) }
}

const cacheControl: Record<Exclude<PageReply['cache'], 'public'>, string> = {
  sealed: 'private, max-age=0',
  none: 'no-store',
}

/** Pages that are the same for everybody are compressed and can be kept; of one about a child even the length would tell something. */
const sendPage = (request: Request, response: Response, reply: PageReply): void | Promise<void> => {
  const { cache, headers: { 'Content-Security-Policy': policy, ...headers } = {} } = reply
  if (policy !== undefined) replaceHeader(response, 'Content-Security-Policy', policy)
  if (cache === 'public') return sendPublic(request, response, { ...reply, headers })
  replaceHeader(response, 'Cache-Control', cacheControl[cache])
  for (const [name, value] of Object.entries(headers)) noteHeader(response, name, value)
  send(response, { status: reply.status, type: reply.type, body: reply.body })
}

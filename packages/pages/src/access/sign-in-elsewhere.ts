import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { OidcSettings, PageReply } from '../parts.ts'
import { signInCookie, takenAway, writeCookie } from './cookies.ts'
import { beginSignIn, finishSignIn, type Held, type SignedIn } from './provider.ts'
import { newSessionId, sessionMilliseconds } from './session.ts'
import { openGoingOn, personErrors, signedInPage } from './sign-in.ts'

/** How long somebody may take to sign in elsewhere. */
const signInMilliseconds = 10 * 60 * 1_000

type WithProvider = (tools: Tools, visit: Visit, settings: OidcSettings) => Promise<PageReply>

const withProvider =
  (act: WithProvider): PageRoute['answer'] =>
  (tools, visit) => {
    const { oidc, access } = tools.service
    return oidc === undefined || access.isOpen() ? problemPage(tools.service, 'not-found') : act(tools, visit, oidc)
  }

const redirectOf = ({ service }: Tools): string => `${service.publicUrl}/sign-in/done`

const start: WithProvider = async (tools, visit, settings) => {
  const { service, sealer } = tools
  const { path } = openGoingOn(tools, new URLSearchParams(visit.search).get('on') ?? '')
  try {
    const { address, held } = await beginSignIn(settings, redirectOf(tools))
    const value = sealer.seal('sign-in', { held, path })
    const cookie = { name: signInCookie, value, milliseconds: signInMilliseconds, sameSite: 'Lax' } as const
    return {
      status: 303,
      type: 'text/plain; charset=utf-8',
      body: '',
      cache: 'none',
      headers: { Location: address },
      cookies: [writeCookie(service, cookie)],
    }
  } catch (thrown) {
    service.access.noteSignInFailure('provider-unreachable', thrown)
    return problemPage(service, 'sign-in-unreachable')
  }
}

const done: WithProvider = async (tools, visit, settings) => {
  const { service, sealer } = tools
  const opened = sealer.unseal('sign-in', visit.cookies[signInCookie] ?? '', signInMilliseconds)
  if (opened.kind !== 'open') return problemPage(service, 'sign-in-lost')
  const { held, path } = opened.value as { readonly held: Held; readonly path: string }
  try {
    const came = new URL(`${redirectOf(tools)}${visit.search}`)
    return await admitSignedIn(tools, visit, path, await finishSignIn(settings, came, held))
  } catch (thrown) {
    service.access.noteSignInFailure('not-confirmed', thrown)
    return problemPage(service, 'sign-in-failed')
  }
}

/** The service’s own check of the token says what somebody may do; the provider says only who they are. */
const admitSignedIn = async (
  tools: Tools,
  visit: Visit,
  path: string,
  { accessToken, person = '', seconds = Number.POSITIVE_INFINITY }: SignedIn,
): Promise<PageReply> => {
  const { service } = tools
  const { visitor, failure } = await service.access.identify(accessToken, visit.address)
  if (failure === 'unreachable') return problemPage(service, 'sign-in-unreachable')
  if (failure === 'too-many') return problemPage(service, 'too-many')
  if (visitor === undefined || visitor.scopes.size === 0) {
    service.access.noteSignInFailure(visitor === undefined ? 'token-refused' : 'no-scope')
    return problemPage(service, 'not-allowed')
  }
  if (personErrors(person).length > 0) {
    service.access.noteSignInFailure('person-unusable')
    return problemPage(service, 'person-unusable')
  }
  service.access.notePerson(visitor.client, person)
  const { client, realm, scopes } = visitor
  const ends = service.now().getTime() + Math.min(sessionMilliseconds, seconds * 1_000)
  const used = takenAway(service, signInCookie, 'Lax')
  const session = { kind: 'token', id: newSessionId(), person, client, realm, scopes: [...scopes], ends } as const
  return signedInPage(tools, session, { path }, [used])
}

/** Signing in by OpenID Connect: to the provider and back. */
export const elsewhereRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/sign-in/start', answer: withProvider(start) },
  { method: 'get', path: '/sign-in/done', answer: withProvider(done) },
]

import { referenceIssues } from '@virtual-school/records'
import { type FieldError, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { GoingOn, PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { accessWords } from '../words/access.ts'
import { sessionCookie, takenAway, writeCookie } from './cookies.ts'
import { newSessionId, type SignedInSession, sessionMilliseconds } from './session.ts'

/** Where to go on travels in the form for as long as answers do. */
const goingOnMilliseconds = 24 * 60 * 60 * 1_000
/** No key is longer. */
const mostKeyCharacters = 200

interface SigningIn {
  readonly goesOn: GoingOn
  readonly status?: number
  readonly person?: string
  /** A session came and cannot go on: its cookie is taken away. */
  readonly isOver?: boolean
  readonly errors?: readonly FieldError[]
}

/** The page on which somebody signs in; on an open service, says who they are. */
export const signInPage = (
  tools: Tools,
  { goesOn, status = 200, person, isOver = false, errors = [] }: SigningIn,
): PageReply => {
  const { service } = tools
  const isOpen = service.access.isOpen()
  const on = tools.sealer.seal('form', { goesOn })
  const hasFields = goesOn.fields !== undefined
  return showPage(service, {
    view: 'access/sign-in',
    title: isOpen ? accessWords.whoTitle : accessWords.title,
    cache: 'none',
    status,
    errors,
    ...(isOver && { cookies: [takenAway(service, sessionCookie, 'Strict')] }),
    model: {
      isPrivate: true,
      words: accessWords,
      on,
      asksKey: !isOpen,
      person,
      hasFields,
      provider: service.oidc !== undefined && !isOpen,
      // What was sent cannot go through the provider, so it stays on this page while somebody signs in on another.
      providerLink: `${service.base}/sign-in/start${hasFields ? '' : `?on=${on}`}`,
      again: hasFields ? { action: `${service.base}${goesOn.path}`, fields: goesOn.fields } : undefined,
    },
  })
}

/** Where to go on, as a form or an address brought it, sealed. Anything else leads to the first page. */
export const openGoingOn = ({ sealer }: Tools, text: string): GoingOn => {
  const opened = sealer.unseal('form', text, goingOnMilliseconds)
  const value = opened.kind === 'open' ? (opened.value as { readonly goesOn?: GoingOn }) : {}
  return value.goesOn ?? { path: '/' }
}

/** The page that begins a session and goes on by itself: a cookie that is Strict is not sent with a redirect from elsewhere. */
export const signedInPage = (
  tools: Tools,
  session: SignedInSession,
  goesOn: GoingOn,
  cookies: readonly string[] = [],
) => {
  const { service, sealer } = tools
  const value = sealer.seal('session', session)
  return showPage(service, {
    view: 'access/signed-in',
    title: accessWords.signedIn,
    cache: 'none',
    model: {
      isPrivate: true,
      words: accessWords,
      goesOn,
      address: `${service.base}${goesOn.path}`,
    },
    cookies: [
      writeCookie(service, { name: sessionCookie, value, milliseconds: sessionMilliseconds, sameSite: 'Strict' }),
      ...cookies,
    ],
  })
}

/** What is wrong with the reference by which a person is named; none if it may stand in a record. */
export const personErrors = (person: string): readonly FieldError[] => {
  if (person === '') return [{ field: 'person', text: accessWords.personNeeded }]
  return referenceIssues(person, '/person', 'person').length === 0
    ? []
    : [{ field: 'person', text: accessWords.personRefused }]
}

const signIn: PageRoute['answer'] = async (tools, visit) => {
  const { service } = tools
  const goesOn = openGoingOn(tools, visit.form.get('on'))
  const person = visit.form.get('person')
  const wrong = personErrors(person)
  const again = (status: number, errors: readonly FieldError[]) => signInPage(tools, { goesOn, status, person, errors })
  if (service.access.isOpen()) {
    if (wrong.length > 0) return again(400, wrong)
    service.access.notePerson(service.access.local.client, person)
    return signedInPage(tools, { kind: 'local', id: newSessionId(), person }, goesOn)
  }
  const key = visit.form.get('key')
  if (key === '') return again(400, [{ field: 'key', text: accessWords.keyNeeded }, ...wrong])
  if (wrong.length > 0) return again(400, wrong)
  return signInByKey(tools, visit, { key, person, goesOn, again })
}

interface ByKey {
  readonly key: string
  readonly person: string
  readonly goesOn: GoingOn
  readonly again: (status: number, errors: readonly FieldError[]) => PageReply
}

const signInByKey = async (tools: Tools, visit: Visit, { key, person, goesOn, again }: ByKey): Promise<PageReply> => {
  const { service } = tools
  const secret = key.length > mostKeyCharacters ? '' : key
  const { visitor, failure } = await service.access.identify(secret, visit.address)
  if (visitor === undefined) {
    if (failure === 'too-many') return problemPage(service, 'too-many')
    if (failure === 'unreachable') return problemPage(service, 'sign-in-unreachable')
    return again(401, [{ field: 'key', text: accessWords.failures[failure] }])
  }
  service.access.notePerson(visitor.client, person)
  return signedInPage(tools, { kind: 'key', id: newSessionId(), key, person }, goesOn)
}

/** Signing in with a key. */
export const keyRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/sign-in', answer: tools => signInPage(tools, { goesOn: { path: '/' } }) },
  { method: 'post', path: '/sign-in', answer: signIn },
]

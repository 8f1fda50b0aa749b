import { randomBytes } from 'node:crypto'
import type { Tools, Visit } from '../html/route.ts'
import type { SignInFailure, Visitor } from '../parts.ts'
import { sessionCookie } from './cookies.ts'

/** How long somebody stays signed in. */
export const sessionMilliseconds = 30 * 60 * 1_000
/** How long the forms of a page can be sent. */
const formMilliseconds = 24 * 60 * 60 * 1_000

/** Who has signed in, as the cookie holds it, sealed. */
export type SignedInSession = { readonly id: string; readonly person: string } & (
  | { readonly kind: 'local' }
  | { readonly kind: 'key'; readonly key: string }
  | {
      readonly kind: 'token'
      readonly client: string
      readonly realm: string
      readonly scopes: readonly string[]
      /** In milliseconds: until when the token is good. */
      readonly ends: number
    }
)

/** The id of a new session. */
export const newSessionId = (): string => randomBytes(16).toString('base64url')

/** What is known of whoever sent a request: who it is, why the session cannot go on, or nothing. */
interface Found {
  readonly visitor?: Visitor
  readonly failure?: SignInFailure
}

/** Everybody on an open service has one session, so that its forms are its own too. */
const openSession = 'open'

/** Who sent a request, by the session’s cookie. A key is looked up again each time, so that a revoked one ends the session. */
export const findVisitor = async (tools: Tools, visit: Visit): Promise<Found> => {
  const { access } = tools.service
  const session = readSession(tools, visit)
  if (access.isOpen()) {
    const person = session?.kind === 'local' ? session.person : undefined
    return { visitor: bearing(tools, { ...access.local, person }, openSession) }
  }
  if (session === undefined || session.kind === 'local') return {}
  const { id, person } = session
  if (session.kind === 'token') {
    const { client, realm, scopes, ends } = session
    if (tools.service.now().getTime() >= ends) return {}
    return { visitor: bearing(tools, { client, realm, scopes: new Set(scopes), person, isLocal: false }, id) }
  }
  const identified = await access.identify(session.key, visit.address)
  if (identified.visitor === undefined) return { failure: identified.failure }
  return { visitor: bearing(tools, { ...identified.visitor, person }, id) }
}

const readSession = ({ sealer }: Tools, { cookies }: Visit): SignedInSession | undefined => {
  const text = cookies[sessionCookie]
  if (text === undefined) return undefined
  const opened = sealer.unseal('session', text, sessionMilliseconds)
  return opened.kind === 'open' ? (opened.value as SignedInSession) : undefined
}

/** A visitor whose forms bear the session that they were shown to. The text is made when a page wants it. */
const bearing = ({ sealer }: Tools, visitor: Visitor, session: string): Visitor => ({
  ...visitor,
  get token() {
    return sealer.seal('form', { session })
  },
})

/** Whether a form is one that this visitor was shown in this session. */
export const isOwnForm = (tools: Tools, visit: Visit, visitor: Visitor): boolean => {
  const [sent, own] = [visit.form.get('token'), visitor.token ?? ''].map(text => sessionOf(tools, text))
  return sent !== undefined && sent === own
}

const sessionOf = ({ sealer }: Tools, text: string): string | undefined => {
  const opened = sealer.unseal('form', text, formMilliseconds)
  if (opened.kind !== 'open') return undefined
  const { session } = opened.value as { readonly session?: unknown }
  return typeof session === 'string' ? session : undefined
}

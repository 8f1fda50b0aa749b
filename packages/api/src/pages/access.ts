import type { Identified, PagesAccess, SignInFailure, Visitor } from '@virtual-school/pages'
import { type Reader, subjectRead } from '@virtual-school/records'
import { type AuthFailure, type Caller, localCaller } from '../auth/caller.ts'
import { createLimiter } from '../auth/rate-limit.ts'
import { networkPrefix } from '../auth/request-origin.ts'
import { withoutMessage } from '../log.ts'
import type { Service } from '../service.ts'

/** Who asks, as a record says it. */
export const readerOf = ({ client, realm, scopes, person }: Visitor, correlation: string | undefined): Reader => ({
  client,
  realm,
  everyRealm: scopes.has('records:read:all'),
  ...(person !== undefined && { actor: person }),
  ...(correlation !== undefined && { correlation }),
})

/** Who may look at pages, by the service’s own keys, tokens and limits. */
export const pagesAccess = (service: Service, publicLimit: number): PagesAccess => {
  const { access, log, now } = service
  const ofPublic = createLimiter(publicLimit, () => now().getTime())
  return {
    isOpen: access.isOpen,
    local: visitorOf(localCaller),
    identify: (secret, address) => identify(service, secret, address),
    count: ({ client }) => access.calls?.take(client).isWithin ?? true,
    countPublic: address => ofPublic.take(networkPrefix(address)).isWithin,
    countReading: async (visitor, asked, correlation) => {
      const { recorder } = service
      if (access.readings === undefined || recorder === undefined || visitor.isLocal) return true
      const subject = await subjectRead(recorder.records, asked, readerOf(visitor, correlation))
      return subject === undefined || access.readings.take(`${visitor.client}\n${subject}`).isWithin
    },
    notePerson: service.watchLogin,
    noteSignInFailure: (at, thrown) =>
      log.warn('sign-in-failed', { at, ...(thrown !== undefined && withoutMessage(thrown)) }),
  }
}

/** Who calls, as the pages see them. */
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

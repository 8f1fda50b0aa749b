import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'
import type { Unknown } from './identity.ts'
import type { Scope } from './scope.ts'

const details: Readonly<Record<Exclude<Unknown, 'keys-unreachable'>, string>> = {
  'none-sent': 'No key was sent. Send the header “Authorization: Bearer” with your key or token after it.',
  'not-valid': 'The key or token is not one that this service knows.',
  expired: 'The key or token has expired.',
  revoked: 'The key was revoked.',
}

const realm = 'Bearer realm="virtual-school"'

const notAuthenticated = (unknown: Exclude<Unknown, 'keys-unreachable'>): Reply => {
  // RFC 6750: who sent nothing is told only how to.
  const challenge = unknown === 'none-sent' ? realm : `${realm}, error="invalid_token"`
  return problem('not-authenticated', { detail: details[unknown], headers: { 'WWW-Authenticate': challenge } })
}

/** How each kind of caller that is not let in is told so; nothing of what it sent is repeated. */
export const refusals = {
  notAuthenticated,
  notAllowed: (scope: Scope): Reply =>
    problem('not-allowed', {
      detail: `This takes the scope “${scope}”, which your key or token does not have.`,
      headers: { 'WWW-Authenticate': `${realm}, error="insufficient_scope", scope="${scope}"` },
    }),
  notFromHere: (): Reply => problem('not-from-here'),
  unreachable: (): Reply => problem('cannot-authenticate', { headers: { 'Retry-After': '30' } }),
}

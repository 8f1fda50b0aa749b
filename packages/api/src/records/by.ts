import type { Reader } from '@virtual-school/records'
import { callerOf } from '../access/caller.ts'

/** Who asks, as a record tells it. */
export const byOf = (response: { readonly locals: Readonly<Record<string, unknown>> }): Reader => {
  const { actor, correlationId } = response.locals
  const { id, realm, scopes } = callerOf(response)
  return {
    client: id,
    realm,
    everyRealm: scopes.has('records:read:all'),
    ...(typeof actor === 'string' ? { actor } : {}),
    ...(typeof correlationId === 'string' ? { correlation: correlationId } : {}),
  }
}

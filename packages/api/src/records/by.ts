import type { By } from '@virtual-school/records'
import { callerOf } from '../access/caller.ts'

/** Who asks, as a record tells it. */
export const byOf = (response: { readonly locals: Readonly<Record<string, unknown>> }): By => {
  const { actor, correlationId } = response.locals
  return {
    client: callerOf(response).id,
    ...(typeof actor === 'string' ? { actor } : {}),
    ...(typeof correlationId === 'string' ? { correlation: correlationId } : {}),
  }
}

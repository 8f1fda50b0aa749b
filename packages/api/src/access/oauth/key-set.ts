import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import type { Log } from '../../log.ts'

interface KeySetParts {
  readonly fetch: typeof fetch
  readonly clock: () => number
  readonly log: Log
}

/** After this long the keys are fetched again, beside the requests that use the old ones. */
const refreshMilliseconds = 10 * 60_000
/** For this long after a fetch there is no other, whatever tokens say: else anybody could have the issuer flooded. */
const cooldownMilliseconds = 30_000
const timeoutMilliseconds = 5_000

/** There are no keys to check with, which says nothing about the token. */
export const keysUnreachable = new Error('The keys of the issuer could not be fetched.')

/** The public keys at an address. Those that were fetched last stay in use for as long as the address fails. */
export const keySetAt = (url: string, { fetch, clock, log }: KeySetParts): JWTVerifyGetKey => {
  let held: JWTVerifyGetKey | undefined
  let tried = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | undefined

  const load = async () => {
    tried = clock()
    try {
      const signal = AbortSignal.timeout(timeoutMilliseconds)
      const response = await fetch(url, { redirect: 'error', signal, headers: { accept: 'application/json' } })
      if (!response.ok) throw new Error(`status ${response.status}`)
      held = createLocalJWKSet((await response.json()) as JSONWebKeySet)
    } catch {
      log.error('token-keys-not-fetched', { haveOlder: held !== undefined })
    }
  }
  const refresh = (): Promise<void> => {
    fetching ??= load().finally(() => {
      fetching = undefined
    })
    return fetching
  }
  const isDue = (after: number) => Math.abs(clock() - tried) >= after

  return async (header, token) => {
    if (held === undefined) await (isDue(cooldownMilliseconds) ? refresh() : fetching)
    else if (isDue(refreshMilliseconds)) void refresh()
    if (held === undefined) throw keysUnreachable
    try {
      return await held(header, token)
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown
      if (isDue(cooldownMilliseconds)) await refresh()
      else await fetching
      return held(header, token)
    }
  }
}

import { hash } from 'node:crypto'
import type { Identity } from '../identity.ts'

/** Tokens that were found good, by their hash, so that a client’s next call need not have its signature checked again. */
export interface SeenTokens {
  readonly identityOf: (digest: string) => Identity | undefined
  readonly remember: (digest: string, identity: Identity, expires: number) => void
}

/** So long may a token be good after the issuer has withdrawn the key that signed it. */
const rememberMilliseconds = 60_000
const tokensCount = 10_000

export const digestOf = (token: string): string => hash('sha256', token, 'base64')

export const seenTokens = (clock: () => number): SeenTokens => {
  const seen = new Map<string, { readonly identity: Identity; readonly since: number; readonly until: number }>()
  return {
    identityOf: digest => {
      const found = seen.get(digest)
      const now = clock()
      if (found === undefined || (now >= found.since && now < found.until)) return found?.identity
      seen.delete(digest)
      return undefined
    },
    remember: (digest, identity, expires) => {
      const [oldest] = seen.keys()
      if (seen.size >= tokensCount && oldest !== undefined) seen.delete(oldest)
      const since = clock()
      seen.set(digest, { identity, since, until: Math.min(expires, since + rememberMilliseconds) })
    },
  }
}

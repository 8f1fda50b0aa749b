import type { Reply } from '../reply.ts'

/** One request that bears a key. */
export interface KeyedRequest {
  readonly caller: string
  readonly key: string
  /** Tells bodies apart without holding them. */
  readonly fingerprint: string
}

/** What a key is found to be when a request with it arrives. */
export type Claim =
  | { readonly kind: 'begun'; readonly finish: (reply: Reply) => Promise<void>; readonly abandon: () => Promise<void> }
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-body' }

/**
 * Remembers what was answered under a key. `claim` is atomic: of many requests that come with one key at once, one has
 * `begun`, and it alone either finishes, so that its answer is kept, or abandons, so that the key is free again.
 */
export interface IdempotencyStore {
  readonly claim: (request: KeyedRequest) => Promise<Claim>
}

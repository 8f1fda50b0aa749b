import type { Caller } from './caller.ts'

/** Why somebody is not known. Only who holds the right secret is told that it has expired or was revoked. */
export type Unknown = 'none-sent' | 'not-valid' | 'expired' | 'revoked' | 'keys-unreachable'

/** Who sent it, or why that is not known. */
export type Identity =
  | { readonly caller: Caller; readonly unknown?: never }
  | {
      readonly caller?: never
      readonly unknown: Unknown
      /** Of a token that is rightly signed: the name of the claim that cannot be used. */
      readonly claim?: string
    }

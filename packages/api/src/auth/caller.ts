import { defaultRealm } from '@virtual-school/records'

/** What a caller may be allowed to do, in words for those who hand out keys. */
export const scopeMeanings = {
  decide: 'ask for decisions, one or many',
  'records:read': 'read decisions that were kept, and find those about one child',
  'records:read:all': 'the same in every realm, not in its own alone',
  'records:write': 'record what people did about a decision',
  'records:export': 'take a copy of all that is kept about one child',
  'records:erase': 'destroy what is kept about one child, or what is past its time',
  'rules:activate': 'bring other rules into use',
  admin: 'see how the service does, as its metrics',
} as const

/** One thing that a caller may be allowed to do. */
export type Scope = keyof typeof scopeMeanings

/** Every scope. */
export const scopes = Object.keys(scopeMeanings) as readonly Scope[]

/** Whether a word is the name of a scope. */
export const isScope = (word: string): word is Scope => Object.hasOwn(scopeMeanings, word)

/** Why a caller is not identified. Only a caller with the right secret learns that its key has expired or was revoked. */
export type AuthFailure = 'none-sent' | 'not-valid' | 'expired' | 'revoked' | 'keys-unreachable'

/** Who sent a request, or why that is not known. */
export type Identity =
  | { readonly caller: Caller; readonly failure?: never }
  | {
      readonly caller?: never
      readonly failure: AuthFailure
      /** Of a token whose signature is good: the name of the claim that cannot be used. */
      readonly claim?: string
    }

/** Who calls: a system, never a person. */
export interface Caller {
  /** The client of a key; of a token, `oauth:` and its client. */
  readonly id: string
  /** Whose records it adds to and may read. */
  readonly realm: string
  readonly scopes: ReadonlySet<Scope>
}

/** Everybody on this machine, while the service listens to nobody else. */
export const localCaller: Caller = { id: 'local', realm: defaultRealm, scopes: new Set(scopes) }

/** The caller that the guard let in. On a public route, which has no guard, it is the local one without its scopes. */
export const getCaller = ({ locals }: { readonly locals: Readonly<Record<string, unknown>> }): Caller =>
  (locals.caller as Caller | undefined) ?? { id: 'local', realm: defaultRealm, scopes: new Set() }

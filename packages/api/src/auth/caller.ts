import { defaultRealm } from '@virtual-school/records'

/** What a caller may be allowed to do, with what it means to whoever hands it out. */
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

export type Scope = keyof typeof scopeMeanings

export const scopes = Object.keys(scopeMeanings) as readonly Scope[]

export const isScope = (word: string): word is Scope => Object.hasOwn(scopeMeanings, word)

/** Why somebody is not known. Only who holds the right secret is told that it has expired or was revoked. */
export type AuthFailure = 'none-sent' | 'not-valid' | 'expired' | 'revoked' | 'keys-unreachable'

/** Who sent it, or why that is not known. */
export type Identity =
  | { readonly caller: Caller; readonly failure?: never }
  | {
      readonly caller?: never
      readonly failure: AuthFailure
      /** Of a token that is rightly signed: the name of the claim that cannot be used. */
      readonly claim?: string
    }

/** Who calls: a system, never a person. */
export interface Caller {
  readonly id: string
  /** Whose records it adds to and may read. */
  readonly realm: string
  readonly scopes: ReadonlySet<Scope>
}

/** Whoever sits at this machine, while the service listens to nobody else. */
export const localCaller: Caller = { id: 'local', realm: defaultRealm, scopes: new Set(scopes) }

/** The caller that the guard let in; on a public route, which asks nobody, the local one’s name without its scopes. */
export const getCaller = ({ locals }: { readonly locals: Readonly<Record<string, unknown>> }): Caller =>
  (locals.caller as Caller | undefined) ?? { id: 'local', realm: defaultRealm, scopes: new Set() }

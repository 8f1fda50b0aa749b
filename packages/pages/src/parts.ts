import type { AboutToRead, Records } from '@virtual-school/records'
import type { CivilDate, Issue } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { Request, Response } from 'express'
import type { HoldInterview } from './interview/thread.ts'
import type { Theme } from './theme/theme.ts'
import type { SearchWhyNot } from './why-not/find.ts'

/** Who looks at a page: a person who signed in, or somebody on a service without keys. */
export interface Visitor {
  /** The client that records name. */
  readonly client: string
  /** Whose records are read and added to. */
  readonly realm: string
  readonly scopes: ReadonlySet<string>
  /** The reference of the person, for the record. Undefined: nobody has named one. */
  readonly person: string | undefined
  /** Whether this is everybody on this machine, on a service without keys. */
  readonly isLocal: boolean
  /** What the forms of this visitor bear, so that no other page can send them. */
  readonly token?: string
}

/** Why somebody could not be let in. */
export type SignInFailure = 'not-valid' | 'expired' | 'revoked' | 'too-many' | 'unreachable'

/** What became of a key or token that was given: who it is of, or why it is of nobody. */
export type Identified =
  | { readonly visitor: Visitor; readonly failure?: never }
  | { readonly visitor?: never; readonly failure: SignInFailure }

/** Who may look. The service’s own keys, tokens, scopes and limits decide. */
export interface PagesAccess {
  /** Whether everybody on this machine may do everything without a key. */
  readonly isOpen: () => boolean
  /** Everybody on this machine, on a service without keys. */
  readonly local: Visitor
  /** Who a key or token is of. `address` is that of the sender, by which failed attempts are counted. */
  readonly identify: (secret: string, address: string | undefined) => Promise<Identified>
  /** Counts a call of this visitor against the limit of its client. False: it was one too many. */
  readonly count: (visitor: Visitor) => boolean
  /** Counts what somebody who did not sign in sent from an address. False: it was one too many. */
  readonly countPublic: (address: string | undefined) => boolean
  /** Counts a reading of the records of one child, as the API does. False: it was one too many. */
  readonly countReading: (visitor: Visitor, asked: AboutToRead, correlation: string | undefined) => Promise<boolean>
  /** Notes the reference by which a person was named. */
  readonly notePerson: (client: string, person: string) => void
  /** Says in the log that signing in at the provider failed, and where. */
  readonly noteSignInFailure: (at: string, thrown?: unknown) => void
}

/** Where people sign in, by OpenID Connect. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Undefined: a client without a secret, which PKCE protects. */
  readonly clientSecret: string | undefined
  /** What is asked for: `openid`, and what the service’s own scopes need. */
  readonly scope: string
  /** The claim that names the person. Undefined: `oid`, else `sub`. */
  readonly personClaim: string | undefined
}

/** What became of a decision that was to be kept. */
export type KeepOutcome =
  | { readonly kind: 'kept'; readonly id: string; readonly recordedAt: string; readonly decision: Decision }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  /** The key was used for something else, or what was kept under it cannot be shown any more. */
  | { readonly kind: 'kept-before' }
  /** Nothing was kept, and nothing may be said to have been. */
  | { readonly kind: 'failed'; readonly reason: string }

/** A decision that is to be kept: the body as `POST /decide` takes it, and a key under which it is kept once. */
export interface KeepRequest {
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  readonly subjectRef?: string
  readonly key?: string
}

/**
 * What a page answers, as data; the service sends it. `cache`: `public`, the same for everybody; `sealed`, it holds nothing about a
 * child but sealed text, and a browser may go back to it; `none`, nobody may store it.
 */
export interface PageReply {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly cache: 'public' | 'sealed' | 'none'
  readonly headers?: Readonly<Record<string, string>>
  /** Cookies to set, a text each. */
  readonly cookies?: readonly string[]
}

/** What the pages need of the service that has them. */
export interface PagesService {
  /** May change from one request to the next. */
  readonly rules: Rules
  /** The same rules with their scenarios and registers, which deciding does not need. Undefined: they are not to be had now. */
  readonly wholeRules: () => Promise<Rules | undefined>
  /** Today in England. */
  readonly today: () => CivilDate
  readonly now: () => Date
  /** Stands before every address of a page: the path that a proxy puts before it, without a slash at its end. */
  readonly base: string
  /** The address at which browsers reach the service, without a slash at its end; empty: not said. */
  readonly publicUrl: string
  readonly access: PagesAccess
  /** Undefined: people sign in with a key alone. */
  readonly oidc: OidcSettings | undefined
  /** Decides and keeps, as `POST /decide` does for this caller. */
  readonly keep: (request: KeepRequest, visitor: Visitor, correlation: string | undefined) => Promise<KeepOutcome>
  /** Makes a step of an interview. */
  readonly holdInterview: HoldInterview
  /** Finds what would have to change for another answer. Undefined: that is not offered. */
  readonly whyNot: SearchWhyNot | undefined
  /** Undefined: nothing is kept. */
  readonly records: Records | undefined
  readonly theme: Theme
  /** The file that the theme names as its logo. */
  readonly logo: { readonly bytes: Uint8Array; readonly type: string } | undefined
  /** What form state and sessions are sealed with. Several processes that share visitors share it. */
  readonly secret: Uint8Array
  /** Whether anybody may ask without signing in, although keys are in force. */
  readonly isPublic: boolean
  /** Notes that the records could not be reached. */
  readonly onStorageFailure: (thrown: unknown) => void
  /** Says in the log that a page could not be made. */
  readonly onFault: (thrown: unknown, request: Request, response: Response) => void
  readonly send: (request: Request, response: Response, reply: PageReply) => void | Promise<void>
  /** Whether a page of another site made a browser send this. */
  readonly isFromAnotherSite: (request: Request) => boolean
}

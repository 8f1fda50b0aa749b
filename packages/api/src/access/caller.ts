import { defaultRealm } from '@virtual-school/records'
import { type Scope, scopes } from './scope.ts'

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
export const callerOf = ({ locals }: { readonly locals: Readonly<Record<string, unknown>> }): Caller =>
  (locals.caller as Caller | undefined) ?? { id: 'local', realm: defaultRealm, scopes: new Set() }

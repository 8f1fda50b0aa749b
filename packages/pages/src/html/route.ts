import type { PageReply, PagesService, Visitor } from '../parts.ts'
import type { Sealer } from '../seal/seal.ts'
import type { Form } from './forms.ts'

/** What every page may use. */
export interface Tools {
  readonly service: PagesService
  readonly sealer: Sealer
}

/** One request for a page. */
export interface Visit {
  /** The parts of the address that the route names. */
  readonly params: Readonly<Record<string, string>>
  /** The address without what a proxy puts before it, and without its query. */
  readonly path: string
  /** The query as it was sent, with its question mark; empty if there is none. */
  readonly search: string
  /** What was sent; empty if nothing was. */
  readonly form: Form
  /** What stands behind the “?” of the address: ids of things that are the same for everybody, and never a reader’s words. */
  readonly query: Form
  /** Who looks. Undefined: nobody has signed in, and this page does not ask for it. */
  readonly visitor: Visitor | undefined
  readonly correlation: string | undefined
  /** The address of the sender, by which failed attempts are counted. */
  readonly address: string | undefined
  /** The cookies that came, by their names. */
  readonly cookies: Readonly<Record<string, string>>
}

/** Where a visit goes on once somebody has signed in. `fields`: they are sent there; left out: the page is looked at. */
export interface GoingOn {
  readonly path: string
  readonly fields?: readonly (readonly [name: string, value: string])[]
}

/** A page with its address. Every page of the service is a row of such a table. */
export interface PageRoute {
  readonly method: 'get' | 'post'
  /** As Express has it: `/ask/:decision`. */
  readonly path: string
  /** What somebody must be allowed to do. Left out: anybody may look. */
  readonly scope?: string
  /** Whether anybody may look if the service says so (PAGES_PUBLIC). */
  readonly mayBePublic?: boolean
  /** Whether something is changed, so that the form has to be one that this visitor was shown. */
  readonly isChange?: boolean
  /**
   * Where somebody goes on who had to sign in first: an address, and the fields that are sent there again. Left out: to the same
   * address, and nowhere in particular if something was sent.
   */
  readonly goesOn?: (visit: Visit) => GoingOn
  /** Whether the service answers programs at this address, so that only a browser gets the page. */
  readonly isShared?: boolean
  readonly answer: (tools: Tools, visit: Visit) => PageReply | Promise<PageReply>
}

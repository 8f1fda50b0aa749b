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

/** A page with its address. Every page of the service is a row of such a table. */
export interface PageRoute {
  readonly method: 'get' | 'post'
  /** As Express has it: `/ask/:decision`. */
  readonly path: string
  /** What somebody must be allowed to do. Left out: anybody may look. */
  readonly scope?: string
  /** Whether the service answers programs at this address, so that only a browser gets the page. */
  readonly isShared?: boolean
  readonly answer: (tools: Tools, visit: Visit) => PageReply | Promise<PageReply>
}

import type { PageReply, PagesService, Visitor } from '../parts.ts'
import { commonWords } from '../words/common.ts'
import { type Model, renderView } from './views.ts'

/** Runs its own script and style, sends forms to itself, and asks no other host for anything. */
export const pagesPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The part of the navigation that a page is in. */
export type NavigationPart = 'ask' | 'rules' | 'sources' | 'records'

/** A page before it is HTML. */
export interface Page {
  /** The template, as `ask/question`. */
  readonly view: string
  readonly title: string
  readonly section?: NavigationPart
  readonly model: Model
  readonly cache: PageReply['cache']
  /** Left out: 400 if something is wrong with what was typed, else 200. */
  readonly status?: number
  /** What is wrong with what was typed, each with the field that it is about. */
  readonly errors?: readonly FieldError[]
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly visitor?: Visitor | undefined
}

/** What is wrong with a field, in words that stand beside it and at the top. */
export interface FieldError {
  /** The id of the input. */
  readonly field: string
  readonly text: string
}

/** Who may store a page that is the same for everybody: for whoever has signed in it also says so, and is theirs alone. */
export const cacheFor = (visitor: Visitor | undefined): PageReply['cache'] =>
  visitor === undefined || visitor.isLocal ? 'public' : 'none'

/** The page as a reply. */
export const showPage = (
  { base, theme, access, records }: Pick<PagesService, 'base' | 'theme' | 'access' | 'records'>,
  {
    view,
    title,
    section,
    model,
    cache,
    errors = [],
    status = errors.length > 0 ? 400 : 200,
    headers,
    cookies,
    visitor,
  }: Page,
): PageReply => {
  const isError = errors.length > 0
  const shown = isError ? `${commonWords.error}: ${title}` : title
  const isPersonal = visitor?.person !== undefined || (visitor !== undefined && !visitor.isLocal)
  const known = cache === 'public' && !isPersonal ? undefined : visitor
  const layout = {
    view,
    base,
    theme,
    section,
    pageTitle: commonWords.titleOf(shown, theme.name),
    heading: title,
    errors,
    errorOf: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    hasRecords: records !== undefined,
    isSignedIn: isPersonal,
    canSignIn: !isPersonal && !access.isOpen(),
    token: known?.token,
  }
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: renderView(view, { ...layout, ...model }),
    // The head of the page says that somebody has signed in.
    cache: cache === 'public' && isPersonal ? 'none' : cache,
    headers: { 'Content-Security-Policy': pagesPolicy, ...(cache === 'public' && { Vary: 'Cookie' }), ...headers },
    ...(cookies !== undefined && { cookies }),
  }
}

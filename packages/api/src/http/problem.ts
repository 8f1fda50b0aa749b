import type { Issue } from '@virtual-school/rules'
import { type ProblemSlug, problems, problemType } from './problems.ts'
import type { Reply } from './reply.ts'

interface ProblemDetails {
  readonly detail?: string
  readonly issues?: readonly Issue[]
  /** For `rules-not-on-offer`. */
  readonly offers?: readonly { readonly version: string; readonly digest: string }[]
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer of RFC 9457. It tells where and what was expected, never what was found. */
export const problem = (slug: ProblemSlug, { detail, issues = [], offers, headers }: ProblemDetails = {}): Reply => {
  const { status, title, meaning } = problems[slug]
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({
      type: problemType(slug),
      title,
      status,
      detail: detail ?? meaning,
      issues,
      offers,
    }),
    problem: slug,
    ...(headers === undefined ? {} : { headers }),
  }
}

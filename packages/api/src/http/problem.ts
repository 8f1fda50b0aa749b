import type { Issue } from '@virtual-school/rules'
import { type ProblemSlug, problems } from './problems.ts'
import type { Reply } from './reply.ts'

interface ProblemDetails {
  /** Left out: the meaning of the problem, as the table has it. */
  readonly detail?: string
  readonly issues?: readonly Issue[]
  /** For `rules-not-on-offer`. */
  readonly offers?: readonly { readonly version: string; readonly digest: string }[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Builds a problem as RFC 9457 has it. It says where something is wrong and what was expected, never what was found. */
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

/** The address of a problem’s page on the service itself. */
export const problemType = (slug: ProblemSlug): string => `/problems/${slug}`

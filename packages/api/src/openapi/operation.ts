import type * as z from 'zod'
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { problemType } from '../http/problem.ts'
import { type ProblemSlug, problems } from '../http/problems.ts'
import { headersOfProblems } from './headers.ts'
import { problemSchema } from './schemas.ts'

/** The responses of an operation that answers 200 with JSON. */
export const jsonAnswer = (
  description: string,
  schema: z.ZodType,
  headers: NonNullable<ZodOpenApiResponseObject['headers']> = {},
): ZodOpenApiResponsesObject => ({ '200': { description, headers, content: { 'application/json': { schema } } } })

const buildExample = (slug: ProblemSlug) => {
  const { status, title, meaning } = problems[slug]
  return { summary: title, value: { type: problemType(slug), title, status, detail: meaning, issues: [] } }
}

/** `reduced-timetable` → `ReducedTimetable`. */
export const toPascalCase = (slug: string): string =>
  slug.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

const made = new Map<string, ZodOpenApiResponseObject>()

/** One response for the problems that share a status. It is in the document once, however many operations give it. */
const buildAnswer = (slugs: readonly ProblemSlug[]): ZodOpenApiResponseObject => {
  const id = slugs.map(toPascalCase).join('Or')
  const answer = made.get(id) ?? {
    id,
    description: slugs.map(slug => `${problems[slug].title}: ${problems[slug].meaning}`).join('\n\n'),
    headers: headersOfProblems(slugs),
    content: {
      'application/problem+json': {
        schema: problemSchema,
        examples: Object.fromEntries(slugs.map(slug => [slug, buildExample(slug)])),
      },
    },
  }
  made.set(id, answer)
  return answer
}

/** What a caller should be ready for: every refusal has the same form, also one that this document does not know yet. */
const anyOther: ZodOpenApiResponseObject = {
  id: 'AnyOtherProblem',
  description:
    'Any other refusal. An address that is asked with a method that it does not have answers 405, with the header Allow.',
  headers: headersOfProblems(['method-not-allowed']),
  content: { 'application/problem+json': { schema: problemSchema } },
}

/** The problems of every operation that needs a scope. */
export const accessProblems = [
  'not-authenticated',
  'not-allowed',
  'not-from-here',
  'too-many-requests',
  'cannot-authenticate',
] as const satisfies readonly ProblemSlug[]

/** The problems of every operation: what can happen before a route sees the request, and a fault of the service. */
const anywhere: readonly ProblemSlug[] = [
  'malformed-request',
  'too-slow',
  'not-this-host',
  'not-through-a-proxy',
  'expectation-failed',
  'header-too-large',
  'internal-error',
]

/** What can be wrong with the headers that a decision takes. */
export const headerProblems = ['malformed-idempotency-key', 'malformed-actor'] as const

/** What can be wrong with a body before it is read. */
export const bodyProblems = ['body-too-large', 'unsupported-media-type', 'encoded-body'] as const

/** The responses of an operation that are problems, by status: those that it names, and those of every operation. */
export const problemAnswers = (...slugs: readonly ProblemSlug[]): ZodOpenApiResponsesObject => {
  const all: readonly ProblemSlug[] = [...slugs, ...anywhere]
  const statuses = [...new Set(all.map(slug => problems[slug].status))].sort()
  return {
    ...Object.fromEntries(
      statuses.map(status => [String(status), buildAnswer(all.filter(slug => problems[slug].status === status))]),
    ),
    default: anyOther,
  }
}

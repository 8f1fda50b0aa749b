import { problemOperation } from '../openapi/operations/problems.ts'
import { problem } from '../problem.ts'
import { type ProblemSlug, problems } from '../problems.ts'
import type { Reply } from '../reply.ts'
import { type Asked, type Route, reading } from './route.ts'

const isSlug = (name: string): name is ProblemSlug => Object.hasOwn(problems, name)

/** A plain page: what the problem means and what to do about it. */
const page = (slug: ProblemSlug): Reply => {
  const { status, title, meaning, remedy } = problems[slug]
  return {
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: `${title}\n\nStatus: ${status}\n\n${meaning}\n\nWhat to do: ${remedy}\n`,
  }
}

const pageOf = ({ params }: Asked): Reply => {
  const slug = String(params.slug)
  return isSlug(slug)
    ? page(slug)
    : problem('not-found', { detail: `There is no such problem. There are: ${Object.keys(problems).join(', ')}.` })
}

export const problemRoute: Route = {
  method: 'get',
  path: '/problems/{slug}',
  operation: problemOperation,
  handlers: reading((_, asked) => pageOf(asked)),
}

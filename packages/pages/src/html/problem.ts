import type { PageReply, PagesService, Visitor } from '../parts.ts'
import { problemWords } from '../words/problems.ts'
import { showPage } from './page.ts'

const statuses: Record<keyof typeof problemWords, number> = {
  'not-found': 404,
  fault: 500,
  'other-site': 403,
  'not-a-form': 415,
  'form-too-large': 413,
  changed: 400,
  'too-old': 400,
  'not-allowed': 403,
  'other-form': 403,
  'sign-in-lost': 400,
  'sign-in-failed': 502,
  'sign-in-unreachable': 503,
  'person-unusable': 403,
  'no-record': 404,
  'too-many': 429,
  'records-off': 404,
  'records-unavailable': 503,
}

/** A page that says what happened and what to do. `again` is the address at which somebody can begin again, `visitor` who
 * has signed in. */
export const problemPage = (
  service: PagesService,
  kind: keyof typeof problemWords,
  again: string = `${service.base}/`,
  visitor?: Visitor,
): PageReply => {
  const { title, paragraphs, link } = problemWords[kind]
  return showPage(service, {
    view: 'problem',
    title,
    model: { paragraphs, again, link },
    cache: 'none',
    status: statuses[kind],
    visitor,
  })
}

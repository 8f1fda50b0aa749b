import { listOf, realmsIn, referenceIssues } from '@virtual-school/records'
import { type FieldError, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'
import { filterItems, queryOf, readFilters, searchOf } from './filters.ts'
import { fromRecords, limitedPerChild } from './reading.ts'
import { listRow } from './rows.ts'

interface Listed {
  readonly rows?: readonly ReturnType<typeof listRow>[]
  readonly next?: string | undefined
  readonly realms?: readonly string[]
  readonly errors?: readonly FieldError[]
}

const listPage = (tools: Tools, visit: Visit, { rows = [], next, realms = [], errors = [] }: Listed): PageReply =>
  showPage(tools.service, {
    view: 'records/list',
    title: recordWords.title,
    section: 'records',
    cache: 'none',
    errors,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      filters: filterItems(tools, readFilters(visit.search), realms),
      rows,
      count: recordWords.count(rows.length),
      next,
      reference: visit.form.get('reference'),
      canExport: visit.visitor?.scopes.has('records:export') === true,
    },
  })

/** GET /records. */
const list = fromRecords(async (tools, visit, { records, by }) => {
  const filters = readFilters(visit.search)
  const found = await listOf(records, queryOf(filters), by)
  const realms = by.everyRealm === true ? await realmsIn(records) : []
  if (!found.ok)
    return listPage(tools, visit, { realms, errors: [{ field: 'decision', text: recordWords.filterRefused }] })
  const { next } = found.value
  return listPage(tools, visit, {
    rows: found.value.records.map(one => listRow(tools, one)),
    realms,
    next: next === null ? undefined : `${tools.service.base}/records${searchOf(filters, next)}`,
  })
})

/** Which child is looked for. It travels sealed, so that the page holds it nowhere in clear. */
export interface Child {
  readonly subjectRef?: string
  readonly subject?: string
}

/** For a day, as long as answers. */
const childMilliseconds = 24 * 60 * 60 * 1_000

/** The child as the text of a field. */
export const sealChild = ({ sealer }: Tools, child: Child): string => sealer.seal('form', { child })

/** Which child a form names: by a reference that was typed, or as a page of ours sealed it. */
const readChild = ({ sealer }: Tools, { form }: Visit): Child | undefined => {
  const reference = form.get('reference')
  if (reference !== '') return { subjectRef: reference }
  const opened = sealer.unseal('form', form.get('child'), childMilliseconds)
  return opened.kind === 'open' ? (opened.value as { readonly child?: Child }).child : undefined
}

/** POST /records/find: by what must not stand in an address. */
const find: PageRoute['answer'] = (tools, visit) => {
  const child = readChild(tools, visit)
  if (child === undefined)
    return visit.form.has('child')
      ? problemPage(tools.service, 'changed', `${tools.service.base}/records`)
      : listPage(tools, visit, { errors: [{ field: 'reference', text: recordWords.referenceNeeded }] })
  if (referenceIssues(child.subjectRef, '', '').length > 0)
    return listPage(tools, visit, { errors: [{ field: 'reference', text: recordWords.referenceRefused }] })
  return limitedPerChild(
    () => child,
    (_tools, _visit, reading) => found(tools, visit, child, reading),
  )(tools, visit)
}

const found = async (
  tools: Tools,
  visit: Visit,
  child: Child,
  { records, by }: Parameters<Parameters<typeof fromRecords>[0]>[2],
): Promise<PageReply> => {
  const cursor = visit.form.get('cursor')
  const listed = await listOf(records, { ...child, type: 'evaluated', ...(cursor !== '' && { cursor }) }, by)
  if (!listed.ok) return problemPage(tools.service, 'changed', `${tools.service.base}/records`)
  const { records: items, next, suggestion } = listed.value
  return showPage(tools.service, {
    view: 'records/found',
    title: recordWords.findTitle,
    section: 'records',
    cache: 'none',
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      rows: items.map(one => listRow(tools, one)),
      count: recordWords.count(items.length),
      next,
      suggestion,
      child: sealChild(tools, child),
    },
  })
}

/** The list of records, and the records of one child. */
export const listRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/records', scope: 'records:read', isShared: true, answer: list },
  {
    method: 'post',
    path: '/records/find',
    scope: 'records:read',
    isChange: true,
    goesOn: () => ({ path: '/records' }),
    answer: find,
  },
]

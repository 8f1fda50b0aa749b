import { cacheFor, showPage } from '../html/page.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'
import { findWords } from './find.ts'

/** So long words may be. */
const mostLetters = 200
/** So many of one kind are shown; the others are folded. */
const mostOfKind = 12

/** The field to search by. */
const emptyPage = ({ service }: Tools, { visitor }: Visit): PageReply =>
  showPage(service, {
    view: 'search/found',
    title: rulesWords.searchTitle,
    section: 'rules',
    cache: cacheFor(visitor),
    visitor,
    model: { words: rulesWords },
  })

/** What was found. What somebody typed is sent in a form, and stands on the page alone. */
const foundPage = ({ service }: Tools, { form, visitor }: Visit): PageReply => {
  const typed = form.get('words')
  const wrong =
    typed === '' ? rulesWords.enterWords : typed.length > mostLetters ? rulesWords.fewerWords(mostLetters) : undefined
  const errors = wrong === undefined ? [] : [{ field: 'words', text: wrong }]
  return showPage(service, {
    view: 'search/found',
    title: rulesWords.searchTitle,
    section: 'rules',
    cache: 'none',
    errors,
    visitor,
    model: { isPrivate: true, words: rulesWords, typed, ...(wrong === undefined && describe(service.rules, typed)) },
  })
}

const describe = (rules: Tools['service']['rules'], typed: string) => {
  const { count, hasAll, groups } = findWords(rules, typed)
  const said = hasAll ? rulesWords.found(count) : rulesWords.foundSome
  return {
    isSearched: true,
    count: count === 0 ? undefined : said,
    groups: groups.map(({ kind, found }) => ({
      heading: rulesWords.groups[kind],
      found: found.slice(0, mostOfKind),
      rest: found.slice(mostOfKind),
      more: rulesWords.moreFound(found.length - mostOfKind),
    })),
  }
}

/** The search. Words are sent in the body, so that they stand in no address and in no log. */
export const searchRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/search', answer: emptyPage },
  { method: 'post', path: '/search', answer: foundPage },
]
